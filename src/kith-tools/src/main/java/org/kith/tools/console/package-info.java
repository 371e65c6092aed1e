/** How do the tools speak to people at a terminal? Progress while they work, tables at the end. */
package org.kith.tools.console;
