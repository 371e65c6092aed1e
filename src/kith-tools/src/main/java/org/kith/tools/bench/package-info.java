/**
 * How fast, how right, how big? Indexes of several formats are built from the same vectors and
 * searched in alternation, in one process.
 */
package org.kith.tools.bench;
