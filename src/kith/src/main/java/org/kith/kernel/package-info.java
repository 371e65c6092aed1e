/// How vectors are compared fast: SIMD loops over memory segments, each with a scalar twin that
/// says what is right. The only place that uses `jdk.incubator.vector`.
package org.kith.kernel;
