//! The zip that a document is: parts that are put into it are written anew, the others copied as they are.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::inputs::{self, Limits};

/// A document under work.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    new: BTreeMap<String, String>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| format!("it is no whole zip file: {e}"))?;
        Ok(Self { zip, new: BTreeMap::new() })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The XML of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let bound = Limits::default().file_bytes;
        let mut bytes = Vec::new();
        let part = self.zip.by_index(at).map_err(|e| format!("`{name}` cannot be read: {e}"))?;
        part.take(bound + 1).read_to_end(&mut bytes).map_err(|e| format!("`{name}` is damaged: {e}"))?;
        if bytes.len() as u64 > bound {
            return Err(format!("`{name}` is larger than {bound} bytes"));
        }
        let text = String::from_utf8(bytes).map_err(|_| format!("`{name}` is not UTF-8"))?;
        inputs::check_xml(&text, &Limits::default()).map_err(|error| format!("`{name}`: {}", error.what))?;
        Ok(Some(text))
    }

    /// Puts a part in place of the one of this name, or behind all others.
    pub(super) fn put(&mut self, name: &str, text: String) {
        self.new.insert(name.to_owned(), text);
    }

    /// The whole document.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, String> {
        let failed = |e: zip::result::ZipError| format!("it cannot be packed: {e}");
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        // The same time for all: equal input gives equal bytes.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let put = |out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str| {
            out.start_file(name, options).map_err(failed)?;
            out.write_all(text.as_bytes()).map_err(|e| format!("it cannot be packed: {e}"))
        };
        for at in 0..self.zip.len() {
            let part = self.zip.by_index_raw(at).map_err(failed)?;
            let name = part.name().map_err(failed)?.into_owned();
            match self.new.remove(&name) {
                Some(text) => {
                    drop(part);
                    put(&mut out, &name, &text)?;
                }
                None => out.raw_copy_file(part).map_err(failed)?,
            }
        }
        for (name, text) in &self.new {
            put(&mut out, name, text)?;
        }
        out.finish().map(Cursor::into_inner).map_err(failed)
    }
}
