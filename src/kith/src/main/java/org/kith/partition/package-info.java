/** How vectors are divided into cells of near ones, so that a search looks at some of them. */
package org.kith.partition;
