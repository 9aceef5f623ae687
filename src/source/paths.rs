//! The paths of many documents in little room: folders once each, names end to end.

use rustc_hash::FxHashMap;

/// Paths by number. One costs its name and twelve bytes.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// Each with its slash at the end; "" for none.
    folders: Vec<String>,
    known: FxHashMap<String, u32>,
    names: String,
    /// The folder of each path, and where its name ends.
    places: Vec<(u32, usize)>,
}

impl Paths {
    pub fn push(&mut self, path: &str) {
        let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
        // mostly that of the path before
        let before = self.places.last().map(|&(before, _)| before);
        let folder = match before.filter(|&before| self.folders[before as usize] == folder) {
            Some(before) => before,
            None => self.folder(folder),
        };
        self.names.push_str(name);
        self.places.push((folder, self.names.len()));
    }

    /// The number of a folder.
    fn folder(&mut self, folder: &str) -> u32 {
        if let Some(&known) = self.known.get(folder) {
            return known;
        }
        let new = u32::try_from(self.folders.len()).expect("fewer than 4,294,967,296 folders");
        self.folders.push(folder.to_owned());
        self.known.insert(folder.to_owned(), new);
        new
    }

    pub fn get(&self, index: usize) -> String {
        let (folder, end) = self.places[index];
        let start = index.checked_sub(1).map_or(0, |before| self.places[before].1);
        let (folder, name) = (&self.folders[folder as usize], &self.names[start..end]);
        let mut path = String::with_capacity(folder.len() + name.len());
        path.push_str(folder);
        path.push_str(name);
        path
    }

    /// The folders of all paths, each once, with a slash at its end; "" for none.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Gives back the room that is left over from building.
    pub fn close(&mut self) {
        self.known = FxHashMap::default();
        self.names.shrink_to_fit();
        self.places.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_as_they_were() {
        let all = ["a.txt", "/a.txt", "news/é/a.txt", "news/b.txt", "news/é/", "<stdin>", ""];
        let mut paths = Paths::default();
        all.iter().for_each(|path| paths.push(path));
        paths.close();
        assert_eq!((0..paths.len()).map(|index| paths.get(index)).collect::<Vec<_>>(), all);
    }
}
