//! CQL2 text: words become expressions, by recursive descent with a counted depth.

use crate::cql2::expr::{Budget, Comparison, Expr, FilterError, Node, Place, Relation, not_understood};
use crate::cql2::lexer::{self, Token};
use crate::cql2::{geometry, instant, scan};
use geo::Coord;

/// Reads a filter in CQL2 text.
///
/// # Errors
/// [`FilterError`] with the character at which it stops to be CQL2, or where it passes a limit.
pub fn parse(filter: &str) -> Result<Expr, FilterError> {
    scan::text(filter)?;
    let words = lexer::words(filter)?;
    let mut parser = Parser { words, at: 0, end: filter.chars().count() + 1, budget: Budget::default() };
    let expr = parser.disjunction(0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.expected("AND, OR or the end of the filter")),
    }
}

pub(super) struct Parser {
    words: Vec<(usize, Token)>,
    at: usize,
    end: usize,
    budget: Budget,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.words.get(self.at).map(|(_, token)| token)
    }

    fn peek_second(&self) -> Option<&Token> {
        self.words.get(self.at + 1).map(|(_, token)| token)
    }

    pub(super) fn place(&self) -> Place {
        Place::Character(self.words.get(self.at).map_or(self.end, |(at, _)| *at))
    }

    pub(super) fn expected(&self, what: &str) -> FilterError {
        let found = match self.peek() {
            None => "the end of the filter".to_owned(),
            Some(Token::Word(word)) => word.clone(),
            Some(Token::Quoted(name)) => format!("\"{name}\""),
            Some(Token::Text(text)) => format!("'{text}'"),
            Some(Token::Number(number)) => number.to_string(),
            Some(Token::Sign(sign)) => (*sign).to_owned(),
        };
        FilterError::new(self.place(), format!("expected {what}, found {}", shorten(&found)))
    }

    /// Takes a sign, if it is the next word.
    pub(super) fn sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Some(Token::Sign(next)) if *next == sign);
        self.at += usize::from(is);
        is
    }

    pub(super) fn must(&mut self, sign: &str) -> Result<(), FilterError> {
        if self.sign(sign) { Ok(()) } else { Err(self.expected(sign)) }
    }

    fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(keyword))
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let is = self.is_keyword(keyword);
        self.at += usize::from(is);
        is
    }

    /// The next word in upper case, when a bracket follows it.
    pub(super) fn call(&self) -> Option<String> {
        match (self.peek(), self.peek_second()) {
            (Some(Token::Word(word)), Some(Token::Sign("("))) => Some(word.to_ascii_uppercase()),
            _ => None,
        }
    }

    pub(super) fn skip(&mut self, words: usize) {
        self.at += words;
    }

    fn disjunction(&mut self, depth: usize) -> Result<Expr, FilterError> {
        self.joined(depth, "OR", Self::conjunction, Node::Or)
    }

    fn conjunction(&mut self, depth: usize) -> Result<Expr, FilterError> {
        self.joined(depth, "AND", Self::factor, Node::And)
    }

    fn joined(
        &mut self,
        depth: usize,
        keyword: &str,
        part: fn(&mut Self, usize) -> Result<Expr, FilterError>,
        join: fn(Vec<Expr>) -> Node,
    ) -> Result<Expr, FilterError> {
        let place = self.place();
        let mut parts = vec![part(self, depth)?];
        while self.keyword(keyword) {
            parts.push(part(self, depth)?);
        }
        match parts.len() {
            1 => Ok(parts.remove(0)),
            _ => self.budget.node(place, join(parts)),
        }
    }

    fn factor(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let place = self.place();
        if !self.keyword("NOT") {
            return self.primary(depth);
        }
        let depth = Budget::deeper(depth, || self.place())?;
        let inner = self.factor(depth)?;
        self.budget.node(place, Node::Not(inner.into()))
    }

    fn primary(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let place = self.place();
        if self.sign("(") {
            let inner = self.disjunction(Budget::deeper(depth, || place)?)?;
            self.must(")")?;
            return Ok(inner);
        }
        if let Some(relation) = self.call().as_deref().and_then(Relation::from_name) {
            self.skip(2);
            let first = self.spatial_operand()?;
            self.must(",")?;
            let second = self.spatial_operand()?;
            self.must(")")?;
            return self.budget.node(place, Node::Spatial(relation, Box::new([first, second])));
        }
        let operand = self.operand(depth)?;
        self.comparison(place, operand, depth)
    }

    /// What follows an operand; nothing may, when it is true or false.
    fn comparison(&mut self, place: Place, left: Expr, depth: usize) -> Result<Expr, FilterError> {
        if let Some(Token::Sign(sign)) = self.peek()
            && let Some(comparison) = Comparison::from_sign(sign)
        {
            self.at += 1;
            let right = self.operand(depth)?;
            return self.budget.node(place, Node::Compare(comparison, Box::new([left, right])));
        }
        if self.keyword("IS") {
            let not = self.keyword("NOT");
            if !self.keyword("NULL") {
                return Err(self.expected("NULL"));
            }
            return self.perhaps_not(not, place, Node::IsNull(left.into()));
        }
        let not = self.keyword("NOT");
        if self.keyword("LIKE") {
            let pattern = self.operand(depth)?;
            return self.perhaps_not(not, place, Node::Like(Box::new([left, pattern])));
        }
        if self.keyword("BETWEEN") {
            let low = self.operand(depth)?;
            if !self.keyword("AND") {
                return Err(self.expected("AND"));
            }
            let high = self.operand(depth)?;
            return self.perhaps_not(not, place, Node::Between(Box::new([left, low, high])));
        }
        if self.keyword("IN") {
            let list = self.list(depth)?;
            return self.perhaps_not(not, place, Node::In(left.into(), list));
        }
        match &left.node {
            Node::Boolean(_) if !not => Ok(left),
            _ => Err(self.no_comparison()),
        }
    }

    fn no_comparison(&self) -> FilterError {
        match self.peek() {
            Some(Token::Sign(sign @ ("+" | "-" | "*" | "/" | "^" | "%"))) => FilterError::new(self.place(), not_understood(sign)),
            _ => self.expected("a comparison: =, <>, <, <=, >, >=, LIKE, BETWEEN, IN or IS NULL"),
        }
    }

    fn perhaps_not(&mut self, not: bool, place: Place, node: Node) -> Result<Expr, FilterError> {
        let expr = self.budget.node(place.clone(), node)?;
        if not { self.budget.node(place, Node::Not(expr.into())) } else { Ok(expr) }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Expr>, FilterError> {
        self.must("(")?;
        let mut list = Vec::new();
        loop {
            list.push(self.list_value(depth)?);
            if !self.sign(",") {
                self.must(")")?;
                return Ok(list);
            }
        }
    }

    /// A value of a list: plain ones are counted as such, others as any operand.
    fn list_value(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let place = self.place();
        let node = match self.peek() {
            Some(Token::Text(text)) => Node::Text(text.clone()),
            Some(Token::Number(number)) => Node::Number(*number),
            _ => return self.operand(depth),
        };
        self.at += 1;
        self.budget.value(place, node)
    }

    /// A property or a value.
    fn operand(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let place = self.place();
        if let Some(name) = self.call() {
            return self.function(place, &name, depth);
        }
        let node = match self.peek() {
            Some(Token::Sign("+" | "-")) => return self.signed(),
            Some(Token::Text(text)) => Node::Text(text.clone()),
            Some(Token::Number(number)) => Node::Number(*number),
            Some(Token::Quoted(name)) => Node::Property(name.clone()),
            Some(Token::Word(word)) => match word.to_ascii_uppercase().as_str() {
                "TRUE" => Node::Boolean(true),
                "FALSE" => Node::Boolean(false),
                "AND" | "OR" | "NOT" | "LIKE" | "BETWEEN" | "IN" | "IS" | "NULL" => {
                    return Err(self.expected("a property or a value"));
                }
                _ => Node::Property(word.clone()),
            },
            _ => return Err(self.expected("a property or a value")),
        };
        self.at += 1;
        self.budget.node(place, node)
    }

    fn signed(&mut self) -> Result<Expr, FilterError> {
        let place = self.place();
        let number = self.number()?;
        self.budget.node(place, Node::Number(number))
    }

    /// A number with its sign.
    pub(super) fn number(&mut self) -> Result<f64, FilterError> {
        let negative = self.sign("-");
        if !negative {
            self.sign("+");
        }
        let Some(Token::Number(number)) = self.peek() else { return Err(self.expected("a number")) };
        let number = if negative { -number } else { *number };
        self.at += 1;
        Ok(number)
    }

    fn function(&mut self, place: Place, name: &str, depth: usize) -> Result<Expr, FilterError> {
        let read = match name {
            "CASEI" => {
                let depth = Budget::deeper(depth, || place.clone())?;
                self.skip(2);
                let inner = self.operand(depth)?;
                self.must(")")?;
                return self.budget.node(place, Node::Casei(inner.into()));
            }
            "DATE" => instant::date,
            "TIMESTAMP" => instant::timestamp,
            _ if geometry::is_geometry(name) => {
                return Err(FilterError::new(
                    place,
                    "a geometry belongs into a spatial predicate, for example S_INTERSECTS(geometry, ...)",
                ));
            }
            _ => return Err(FilterError::new(place, not_understood(name))),
        };
        self.skip(2);
        let Some(Token::Text(text)) = self.peek() else { return Err(self.expected("a text in single quotes")) };
        let Some(node) = read(text) else {
            return Err(self.expected("a day like '2026-11-24' or a time in UTC like '2026-11-24T18:30:00Z'"));
        };
        self.at += 1;
        self.must(")")?;
        self.budget.node(place, node)
    }

    fn spatial_operand(&mut self) -> Result<Expr, FilterError> {
        let place = self.place();
        if let Some(name) = self.call() {
            let node = geometry::from_text(self, &name)?;
            return self.budget.node(place, node);
        }
        let name = match self.peek() {
            Some(Token::Word(name) | Token::Quoted(name)) => name.clone(),
            _ => return Err(self.expected("the geometry property or a geometry")),
        };
        self.at += 1;
        self.budget.node(place, Node::Property(name))
    }

    /// One position; a third number, the height, is read and left.
    pub(super) fn position(&mut self) -> Result<Coord, FilterError> {
        let (x, y) = (self.number()?, self.number()?);
        if matches!(self.peek(), Some(Token::Number(_) | Token::Sign("-" | "+"))) {
            self.number()?;
        }
        Ok(Coord { x, y })
    }
}

/// At most forty characters of a filter are repeated in a message.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
