/** Benchmarks. */
package org.kith.jmh;
