/// Bytes: files and their sections, checksums, rows and links by ordinal over memory segments.
/// Internal.
package org.kith.store;
