//! Regions -> blocks, each with its tokens and what it is for.

use std::ops::Range;

use super::tokens::{Token, tokenize};
use crate::read::{Document, RegionKind};
use crate::source::Span;

/// A paragraph, or a line that stands for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    pub tokens: Range<usize>,
    /// Empty for furniture.
    pub sentences: Range<usize>,
}

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Headline,
    /// A heading inside the article.
    Subheading,
    /// A line that says when (and where) the page was made.
    Dateline,
    /// A line that says who wrote it.
    Byline,
    Body,
    /// A block quotation, or a paragraph that is one quotation and nothing else.
    Quotation,
    /// Menus, teasers of other stories, legal notices, "Post a Comment", notices of corrections: not what the article says.
    Furniture,
}

impl BlockKind {
    /// Whether the block is part of what the article says (its dateline is about the article, not in it).
    #[must_use]
    pub fn is_told(self) -> bool {
        matches!(self, BlockKind::Headline | BlockKind::Subheading | BlockKind::Body | BlockKind::Quotation)
    }
}

/// The document's blocks in order; their tokens are appended to `tokens`.
pub(super) fn blocks(document: &Document<'_>, tokens: &mut Vec<Token>) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(document.regions.len());
    for region in &document.regions {
        let first = tokens.len();
        tokenize(&document.text, region.span, tokens);
        let kind = match region.kind {
            RegionKind::Paragraph | RegionKind::ListItem => BlockKind::Body,
            RegionKind::Heading(1) => BlockKind::Headline,
            RegionKind::Heading(_) => BlockKind::Subheading,
            RegionKind::Quotation => BlockKind::Quotation,
        };
        blocks.push(Block { span: region.span, kind, tokens: first..tokens.len(), sentences: 0..0 });
    }
    blocks
}
