//! The words of CQL2 text, each with the number of its character.

use crate::cql2::expr::{FilterError, Place};
use std::iter::Peekable;
use std::str::Chars;

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name or a keyword.
    Word(String),
    /// A name in double quotes, which is never a keyword.
    Quoted(String),
    /// A text in single quotes.
    Text(String),
    /// A number; its sign is a word of its own.
    Number(f64),
    /// A sign: brackets, comma, comparisons, arithmetic.
    Sign(&'static str),
}

const SIGNS: [&str; 15] = ["<>", "<=", ">=", "(", ")", ",", "=", "<", ">", "+", "-", "*", "/", "^", "%"];

/// Splits a filter into its words.
pub(super) fn words(filter: &str) -> Result<Vec<(usize, Token)>, FilterError> {
    let mut letters = Letters { rest: filter.chars().peekable(), at: 1 };
    let mut found = Vec::new();
    while let Some(c) = letters.rest.peek().copied() {
        let at = letters.at;
        if c.is_whitespace() {
            letters.next();
            continue;
        }
        found.push((at, letters.token(c).map_err(|what| FilterError::new(Place::Character(at), what))?));
    }
    Ok(found)
}

struct Letters<'a> {
    rest: Peekable<Chars<'a>>,
    at: usize,
}

impl Letters<'_> {
    fn next(&mut self) -> Option<char> {
        self.at += 1;
        self.rest.next()
    }

    fn token(&mut self, first: char) -> Result<Token, String> {
        match first {
            '\'' => {
                self.quoted('\'').map(Token::Text).ok_or_else(|| "a text that does not end: the closing ' is missing".to_owned())
            }
            '"' => self
                .quoted('"')
                .map(Token::Quoted)
                .ok_or_else(|| "a name that does not end: the closing \" is missing".to_owned()),
            c if c.is_ascii_digit() || c == '.' => self.number(),
            c if begins_name(c) => Ok(Token::Word(self.run(|c| begins_name(c) || c.is_numeric() || c == '.'))),
            _ => self.sign().ok_or_else(|| format!("unexpected character {first:?}")),
        }
    }

    /// The inside of quotes: the quote is written twice or after a backslash, and a backslash stays before anything else.
    fn quoted(&mut self, quote: char) -> Option<String> {
        self.next();
        let mut text = String::new();
        loop {
            match self.next()? {
                c if c == quote => {
                    if self.rest.peek() != Some(&quote) {
                        return Some(text);
                    }
                    self.next();
                    text.push(quote);
                }
                '\\' => {
                    let next = self.next()?;
                    if next != quote {
                        text.push('\\');
                    }
                    text.push(next);
                }
                c => text.push(c),
            }
        }
    }

    fn number(&mut self) -> Result<Token, String> {
        let mut text = self.run(|c| c.is_ascii_digit() || c == '.');
        if self.rest.peek().is_some_and(|c| c.eq_ignore_ascii_case(&'e')) {
            text.extend(self.next());
            text.extend(self.rest.next_if(|c| *c == '-' || *c == '+').inspect(|_| self.at += 1));
            text += &self.run(|c| c.is_ascii_digit());
        }
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.map(Token::Number).ok_or_else(|| format!("expected a finite number, found {text:?}"))
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(c) = self.rest.next_if(|c| belongs(*c)) {
            self.at += 1;
            text.push(c);
        }
        text
    }

    fn sign(&mut self) -> Option<Token> {
        let first = self.next()?;
        let two = self.rest.peek().map(|second| format!("{first}{second}"));
        if let Some(sign) = SIGNS.iter().find(|sign| two.as_deref() == Some(**sign)) {
            self.next();
            return Some(Token::Sign(sign));
        }
        SIGNS.iter().find(|sign| sign.len() == 1 && sign.starts_with(first)).map(|sign| Token::Sign(sign))
    }
}

fn begins_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == ':'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_character() {
        let found = words("é <> 'it''s\\'' OR \"a \"\"b\" >= -1.5e3").unwrap();
        let expected = [
            (1, Token::Word("é".into())),
            (3, Token::Sign("<>")),
            (6, Token::Text("it's'".into())),
            (16, Token::Word("OR".into())),
            (19, Token::Quoted("a \"b".into())),
            (27, Token::Sign(">=")),
            (30, Token::Sign("-")),
            (31, Token::Number(1500.0)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_backslash_stays_for_like() {
        assert_eq!(words(r"'50\%\\'").unwrap(), [(1, Token::Text(r"50\%\\".into()))]);
    }

    #[test]
    fn what_is_no_word_is_refused_at_its_place() {
        for (filter, at) in [
            ("a = 'x", 5),
            ("a = \"x", 5),
            ("a = 1e400", 5),
            ("a = 1.2.3", 5),
            ("a = .", 5),
            ("a ; b", 3),
            ("a = 'x\\'", 5),
            ("1e", 1),
        ] {
            assert_eq!(words(filter).unwrap_err().place, Place::Character(at), "{filter}");
        }
    }
}
