//! HTTP/1.1 with every byte of the request in the hands of the test.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// As sent, names in small letters.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Sends a request as it stands and reads the answer. `headers` are whole lines.
#[must_use]
pub fn send(port: u16, method: &str, path: &str, headers: &[&str], body: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
    let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    headers.iter().for_each(|line| request.push_str(&format!("{line}\r\n")));
    if method != "GET" {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    request.push_str(body);
    // a server that has read enough may refuse the rest
    let _ = stream.write_all(request.as_bytes());
    parse(&String::from_utf8_lossy(&received(&mut stream)))
}

/// An answer up to its end: as long as it says, or until the other side has no more to say.
fn received(stream: &mut TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    let mut part = [0_u8; 16 * 1024];
    while let Ok(count @ 1..) = stream.read(&mut part) {
        answer.extend_from_slice(&part[..count]);
        if length(&answer).is_some_and(|length| answer.len() >= length) {
            break;
        }
    }
    answer
}

/// How long an answer is with its head, if that is known by now.
fn length(answer: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(answer);
    let (head, _) = text.split_once("\r\n\r\n")?;
    let line = head.lines().find(|line| line.to_lowercase().starts_with("content-length:"))?;
    Some(head.len() + 4 + line.split_once(':')?.1.trim().parse::<usize>().ok()?)
}

fn parse(answer: &str) -> Answer {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap_or(0);
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    Answer { status, headers, body: body.to_owned() }
}
