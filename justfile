# List the recipes
default:
    @just --list

# Run all tests
test:
    cargo test

# What has to pass before a change is taken
ci:
    .ci/run

# Write what the program does into the documentation
docs:
    UPDATE_DOCS=1 cargo test --test documentation

# Format and lint
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Run the examples in rules
examples:
    cargo run --release -- test

# Measure how time grows with the number of documents
bench:
    cargo bench

# Kill runs at random moments: what they leave behind never changes what is found
kills count="10000":
    cargo build --release
    cargo run --release --example kills -- {{count}}

# Compare what a run costs with tools that look up words, which pip installs
bench-peers *ARGS:
    python3 benches/peers.py {{ARGS}}

# How time and memory grow with the corpus, up to 64,000 articles: `just bench-growth --kind copies` and the like
bench-growth *ARGS:
    python3 benches/growth.py {{ARGS}}

# How many planted contradictions are found among 1,000 and 16,000 generated articles, and what else is reported
bench-recall *ARGS:
    python3 benches/recall.py {{ARGS}}

# Write a generated corpus to a folder: `just corpus /tmp/news 1000`
corpus FOLDER COUNT *KIND:
    cargo run --release --example corpus -- {{FOLDER}} {{COUNT}} {{KIND}}

# Licences, advisories and sources of the dependencies
deny:
    cargo deny check
