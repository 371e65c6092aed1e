/**
 * Where do the vectors of a measurement come from? Data sets on disk in the formats people have,
 * their metric and their true neighbours.
 */
package org.kith.tools.data;
