//! Writes a generated corpus to a folder: `cargo run --release --example corpus -- FOLDER COUNT [KIND]`.
//!
//! KIND is one of the adversarial corpora (`copies`, `one-name`, `one-file`, `lines`, `one-key`); without it the articles
//! are news, and `planted.tsv` beside the folder lists what is wrong in them: file, kind, bytes, right.

use std::fs;
use std::io::Write as _;
use std::path::Path;

#[path = "../benches/corpus/mod.rs"]
mod corpus;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, kind @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: corpus FOLDER COUNT [KIND]");
    };
    let (folder, count) = (Path::new(folder), count.parse()?);
    let Some(kind) = kind.first() else {
        return write(folder, corpus::articles(count));
    };
    let known = corpus::adversarial::KINDS.iter().find(|(name, _)| name == kind);
    let (_, make) = known.ok_or_else(|| anyhow::anyhow!("no corpus is called {kind}"))?;
    write(folder, make(count).into_iter())
}

fn write(folder: &Path, articles: impl Iterator<Item = corpus::Article>) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let mut planted = fs::File::create(folder.with_extension("tsv"))?;
    for article in articles {
        let path = folder.join(&article.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &article.text)?;
        for one in article.planted {
            let (kind, start, end) = (one.kind, one.place.start, one.place.end);
            writeln!(planted, "{}\t{kind:?}\t{start}-{end}\t{}", article.path, one.right)?;
        }
    }
    Ok(())
}
