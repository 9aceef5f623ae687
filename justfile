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

# Licences, advisories and sources of the dependencies
deny:
    cargo deny check
