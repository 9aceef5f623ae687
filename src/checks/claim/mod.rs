//! A statement that a desk says matters, as templates with typed slots: one thing given in two ways is reported.
//!
//! Everything but the value is the key: "12 people killed" is held against "14 people killed" and not against "14 people
//! injured". What a sentence denies, or only asks, is no statement.

mod matching;
mod template;

use serde::Deserialize;

use super::values::{Read, Scope, Value, Values};
use super::{Check, Context, Emit, Stated};
use crate::article::Article;
use crate::finding::Conflict;
use template::Template;

/// Which statements to read, and which of their slots must agree.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Written")]
pub struct Claim {
    templates: Vec<Template>,
    message: String,
    scope: Scope,
}

/// The parameters as a rule writes them.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    /// Words and slots; several templates say the same.
    template: OneOrMore,
    /// The name of the slot that must agree.
    value: Option<String>,
    /// What is reported, with `{value}`, `{other}` and `{key}`.
    #[serde(default = "plain_message")]
    message: String,
    /// Left out: everywhere where a name says what it is about, and within a story otherwise.
    scope: Option<Scope>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

fn plain_message() -> String {
    "{key}: “{value}” here, “{other}” there".to_owned()
}

impl TryFrom<Written> for Claim {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let texts = match written.template {
            OneOrMore::One(text) => vec![text],
            OneOrMore::More(texts) => texts,
        };
        if texts.is_empty() {
            return Err("a claim has at least one template".to_owned());
        }
        let compile = |text: &String| Template::compile(text, written.value.as_deref());
        let mut templates: Vec<Template> = texts.iter().map(compile).collect::<Result<_, _>>()?;
        // several templates say the same
        let about = templates[0].about.clone();
        templates.iter_mut().for_each(|template| template.about.clone_from(&about));
        let named = templates.iter().all(Template::is_about_a_name);
        let scope = written.scope.unwrap_or(if named { Scope::Everywhere } else { Scope::Story });
        Ok(Self { templates, message: written.message, scope })
    }
}

impl Check for Claim {
    type Said = Value;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Value>) {
        let mut read: Vec<Read> = Vec::new();
        for template in &self.templates {
            matching::find(template, article, &mut read);
        }
        read.sort_by_key(|one| one.span);
        read.dedup_by(|a, b| a.span == b.span);
        self.values().state(article, read, emit);
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Value>], out: &mut Vec<Conflict>) {
        self.values().compare(stated, out);
    }
}

impl Claim {
    fn values(&self) -> Values<'_> {
        Values { scope: self.scope, message: &self.message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_that_cannot_work_are_refused() {
        let broken = |text: &str| toml::from_str::<Claim>(text).expect_err("wrong").message().to_owned();
        for (template, mistake) in [
            ("'{n:nummber} people died'", "no slot is of the type “nummber”"),
            ("'{n} people died'", "a slot has a name and a type"),
            ("'{n:number people died'", "a slot is not closed"),
            ("'{n:number} people (killed|injured'", "a group is not closed"),
            ("'{n:number} people )died'", "closes nothing"),
            ("'people died'", "has no slot"),
            ("'{n:number}'", "has no word"),
            ("'{a:person} met {b:person}'", "say which slot is the value"),
            ("'{n:number} of {n:number} died'", "two slots are called “n”"),
            ("[]", "at least one template"),
        ] {
            let message = broken(&format!("template = {template}"));
            assert!(message.contains(mistake), "{template}: {message}");
        }
        assert!(broken("template = '{n:number} died'\nvalue = 'm'").contains("no slot is called “m”"));
        assert!(
            toml::from_str::<Claim>("template = ['{who:person} took office {when:date}', '{n:number} [killed|dead]']")
                .is_ok()
        );
    }
}
