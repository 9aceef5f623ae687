//! Entities as `Special:EntityData` and `wbgetentities` give them -> statements: P39 (position held) with P580 and P582.
//!
//! The offices' own entities have to be in the file, too: a statement has only the id of the office.

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::super::when::When;
use super::{Person, Statement, Statements};

const POSITION_HELD: &str = "P39";
const START: &str = "P580";
const END: &str = "P582";
const BORN: &str = "P569";
/// Where the body of an office is told: "applies to jurisdiction", "of", "country".
const BODIES: [&str; 3] = ["P1001", "P642", "P17"];

/// The entities as statements; `None` when the JSON has none.
pub(super) fn read(json: &Json) -> Option<Result<Statements, String>> {
    let entities = match (json.get("entities"), json) {
        (Some(Json::Object(entities)), _) => Entities(entities.values().collect()),
        (Some(Json::Array(entities)), _) | (None, Json::Array(entities)) => Entities(entities.iter().collect()),
        (Some(_), _) => return Some(Err("entities is no list of entities".to_owned())),
        _ => return None,
    };
    Some(Ok(entities.statements()))
}

struct Entities<'j>(Vec<&'j Json>);

type ById<'j> = FxHashMap<&'j str, &'j Json>;

impl<'j> Entities<'j> {
    fn statements(&self) -> Statements {
        let by_id: ById<'j> = self.0.iter().filter_map(|entity| Some((entity.get("id")?.as_str()?, *entity))).collect();
        let mut statements = Statements { kind: "Wikidata, entities", ..Statements::default() };
        for entity in &self.0 {
            let modified = entity.get("modified").and_then(Json::as_str).and_then(|at| When::read(at).day());
            statements.dated = statements.dated.max(modified);
            let held = claims(entity, POSITION_HELD);
            if !held.is_empty() {
                statements.person(entity, &held, &by_id);
            }
        }
        statements
    }
}

impl Statements {
    fn person(&mut self, entity: &Json, held: &[&Json], entities: &ById<'_>) {
        let id = entity.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
        let Some(name) = label(entity) else {
            self.left_out.push("a person without a label", id);
            return;
        };
        let mut born = claims(entity, BORN).into_iter().map(|claim| when(claim.get("mainsnak")));
        let born = match (born.next(), born.next()) {
            (first, None) => first,
            _ => Some(When::Vague("the source has two".to_owned())),
        };
        self.people.insert(id.clone(), Person { name: name.to_owned(), born, ..Person::default() });
        for (at, claim) in held.iter().enumerate() {
            self.holding(claim, &id, format!("{id}, position {}", at + 1), entities);
        }
    }

    fn holding(&mut self, claim: &Json, person: &str, place: String, entities: &ById<'_>) {
        let office = claim.get("mainsnak").and_then(target);
        let Some(office) = office else {
            self.left_out.push("a position that the source does not name", place);
            return;
        };
        let Some((name, entity)) = entities.get(office).and_then(|entity| Some((label(entity)?, *entity))) else {
            self.left_out.push("an office whose entity is not in the file", format!("{office} ({place})"));
            return;
        };
        let qualifier = |property: &str| claim.pointer(&format!("/qualifiers/{property}/0"));
        let from_entity =
            |property: &&str| claims(entity, property).first().and_then(|claim| claim.get("mainsnak")).and_then(target);
        let body =
            BODIES.iter().find_map(|property| qualifier(property).and_then(target).or_else(|| from_entity(property)));
        let body = body.and_then(|id| entities.get(id)).and_then(|entity| label(entity)).unwrap_or_default();
        self.held.push(Statement {
            person: person.to_owned(),
            office: name.to_owned(),
            body: body.to_owned(),
            from: when(qualifier(START)),
            to: when(qualifier(END)),
            acting: false,
            place,
        });
    }
}

/// The statements of a property that are not deprecated.
fn claims<'j>(entity: &'j Json, property: &str) -> Vec<&'j Json> {
    let claims = entity.get("claims").and_then(|claims| claims.get(property)).and_then(Json::as_array);
    let valid = |claim: &&Json| claim.get("rank").is_none_or(|rank| rank != "deprecated");
    claims.map_or(Vec::new(), |claims| claims.iter().filter(valid).collect())
}

/// The English label, or that for all languages.
fn label(entity: &Json) -> Option<&str> {
    ["/labels/en/value", "/labels/mul/value"].iter().find_map(|path| entity.pointer(path)?.as_str())
}

/// The id of the entity that a snak points at.
fn target(snak: &Json) -> Option<&str> {
    snak.pointer("/datavalue/value/id")?.as_str()
}

fn when(snak: Option<&Json>) -> When {
    let Some(snak) = snak else { return When::Never };
    match snak.get("snaktype").and_then(Json::as_str) {
        Some("novalue") => return When::Never,
        Some("somevalue") => return When::Vague("the source says that it is not known".to_owned()),
        _ => {}
    }
    let time = snak.pointer("/datavalue/value/time").and_then(Json::as_str).unwrap_or_default();
    let precision = snak.pointer("/datavalue/value/precision").and_then(Json::as_u64);
    When::with_precision(time, precision.and_then(|precision| u8::try_from(precision).ok()))
}
