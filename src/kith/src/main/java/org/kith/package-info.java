/// What an application names: the vectors format and the codec that carries it.
package org.kith;
