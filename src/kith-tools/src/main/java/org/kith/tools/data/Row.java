package org.kith.tools.data;

/**
 * One vector as distances take it.
 *
 * @param floats its numbers; null of packed bits
 * @param bytes its packed bits; null of numbers
 */
public record Row(float[] floats, byte[] bytes) {}
