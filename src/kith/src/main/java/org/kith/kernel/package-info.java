/**
 * How one vector is compared with many, fast: loops over memory segments, each with a scalar twin.
 *
 * <p>The only place that uses {@code jdk.incubator.vector}. Which implementation serves is decided
 * once, at class load, by {@link org.kith.kernel.Kernels}.
 *
 * <p>{@link org.kith.kernel.Kernel} is what a metric of one's own implements to be fast, and {@link
 * org.kith.kernel.Kernels} what it may build on. The rest is the engine's and may change.
 */
package org.kith.kernel;
