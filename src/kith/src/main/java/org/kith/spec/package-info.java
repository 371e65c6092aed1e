/// What the user asked for: the grammar of a spec and the immutable records it stands for. Knows
/// nothing of Lucene.
package org.kith.spec;
