//! Tiles as they are sent: each is compressed once and kept so.

use crate::serve::negotiate::Encoding;
use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Smaller ones gain nothing.
const LEAST: usize = 200;
/// Of 11: a tile of 300 KB takes some ten milliseconds.
const QUALITY: i32 = 5;

/// Bytes with the encoding that they have.
#[derive(Clone, Debug)]
pub(in crate::serve) struct Encoded {
    pub(in crate::serve) bytes: Bytes,
    pub(in crate::serve) encoding: Encoding,
}

impl Encoded {
    pub(super) fn plain(bytes: Vec<u8>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity }
    }

    /// The same in another encoding, or as it is where it is small.
    pub(super) fn compressed(&self, encoding: Encoding) -> Self {
        if self.bytes.len() < LEAST {
            return self.clone();
        }
        let bytes = match encoding {
            Encoding::Identity => return self.clone(),
            Encoding::Gzip => gzip(&self.bytes),
            Encoding::Br => brotli(&self.bytes),
        };
        Self { bytes: bytes.expect("memory takes every byte").into(), encoding }
    }
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes)?;
    out.finish()
}

fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = BrotliEncoderParams { quality: QUALITY, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut bytes, &mut out, &params)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let plain = Encoded::plain(b"sekolah ".repeat(100));
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&*plain.compressed(Encoding::Gzip).bytes).read_to_end(&mut read).unwrap();
        assert_eq!(read, plain.bytes);
        read.clear();
        let packed = plain.compressed(Encoding::Br);
        assert!(packed.bytes.len() < plain.bytes.len() / 4);
        brotli::BrotliDecompress(&mut &*packed.bytes, &mut read).unwrap();
        assert_eq!(read, plain.bytes);
        assert_eq!(Encoded::plain(vec![1; 10]).compressed(Encoding::Br).encoding, Encoding::Identity);
    }
}
