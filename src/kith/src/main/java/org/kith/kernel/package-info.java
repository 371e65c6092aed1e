/**
 * How one vector is compared with many, fast: loops over memory segments, each with a scalar twin.
 *
 * <p>The only place that uses {@code jdk.incubator.vector}. Which implementation serves is decided
 * once, at class load, by {@link org.kith.kernel.Kernels}.
 *
 * <p>Vector code must not depend on what the JVM has seen run. A method with a loop is often
 * compiled into a caller that other kernels made hot, before it has a profile of its own. What a
 * loop carries then has no known class, a call on it stays virtual, and for that call the vectors
 * are allocated, for good. So what a loop carries is an argument ({@code x.add(sum)}, not {@code
 * sum.add(x)}) or is cast to the class of its species' vectors, and no vector crosses a call of our
 * own.
 *
 * <p>{@link org.kith.kernel.Kernel} is what a metric of one's own implements to be fast, and {@link
 * org.kith.kernel.Kernels} what it may build on. The rest is the engine's and may change.
 */
package org.kith.kernel;
