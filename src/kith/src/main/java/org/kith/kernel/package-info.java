/**
 * How one vector is compared with many, fast: loops over memory segments, each with a scalar twin.
 *
 * <p>The only place that uses {@code jdk.incubator.vector}. Which implementation serves is decided
 * once, at class load, by {@link org.kith.kernel.Kernels}.
 */
package org.kith.kernel;
