//! `factlint test`: the examples in rules, each run and held against its carets.

use std::path::PathBuf;
use std::process::ExitCode;

use super::Failure;
use super::output::write;
use crate::fields::Mistake;
use crate::proof::{Outcome, Proof, prove};
use crate::render::counted;
use crate::rule::{Broken, Config, RulesFile, Ruleset};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Rules file [default: rules.toml in the working directory or above]; the built-in rules are tested, too
    #[arg(value_name = "RULES.toml")]
    rules: Option<PathBuf>,
    /// Test the built-in rules alone
    #[arg(long, conflicts_with = "rules")]
    no_config: bool,
    /// Let rules files extend files outside the folder of the first
    #[arg(long)]
    allow_outside: bool,
    /// Name each example, also those that came out right
    #[arg(long, short)]
    verbose: bool,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let builtin = Ruleset::builtin();
    let config = match &args.rules {
        _ if args.no_config => Config::None,
        Some(path) => Config::File(path.clone()),
        None => Config::Search,
    };
    // a file may change built-in rules: their own examples are held against them as they were
    let own = Ruleset::load_with(&config, args.allow_outside)?;
    let mut proofs: Vec<(&Ruleset, Proof<'_>)> =
        prove(&builtin, |_| true).into_iter().map(|proof| (&builtin, proof)).collect();
    proofs.extend(prove(&own, |file| !own.files[file].builtin).into_iter().map(|proof| (&own, proof)));
    write(&shown(&proofs, args.verbose), None)?;
    let good = proofs.iter().all(|(_, proof)| proof.outcome.is_good());
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn shown(proofs: &[(&Ruleset, Proof<'_>)], verbose: bool) -> String {
    let mut out = String::new();
    for (ruleset, proof) in proofs.iter().filter(|(_, proof)| verbose || !proof.outcome.is_good()) {
        let file = &ruleset.files[proof.example.file];
        let line = 1 + file.text[..proof.example.written.start].matches('\n').count();
        out.push_str(&format!("{:?}: {} ({}:{line})\n", proof.outcome, proof.rule.id, file.path));
        if !proof.outcome.is_good() {
            out.push_str(&details(proof, file));
        }
    }
    let of = |outcome: Outcome| proofs.iter().filter(|(_, proof)| proof.outcome == outcome).count();
    let counts = [Outcome::Validated, Outcome::Reported, Outcome::Missing, Outcome::Noisy]
        .map(|outcome| format!("{} {}", of(outcome), format!("{outcome:?}").to_lowercase()));
    let good = of(Outcome::Missing) + of(Outcome::Noisy) == 0;
    let verdict = if good { "ok" } else { "FAILED" };
    out.push_str(&format!("{}: {}: {verdict}\n", counted(proofs.len(), "example"), counts.join(", ")));
    out
}

/// Each caret that nothing stands at and each report without a caret, shown in the rules file.
fn details(proof: &Proof<'_>, file: &RulesFile) -> String {
    let missing = proof.missing.iter().map(|(caret, why)| {
        let place = proof.example.in_file(caret.written.clone());
        Mistake::new(place, format!("{}: not as the example says", proof.rule.id), why.clone())
    });
    let noise = proof.noise.iter().map(|(document, span, said)| {
        let place = proof.example.in_file(proof.example.marked.documents[*document].written(*span));
        Mistake::new(place, format!("{}: not marked in the example", proof.rule.id), said.clone())
    });
    Broken::shown(file, &missing.chain(noise).collect::<Vec<Mistake>>()).unwrap_or_default()
}
