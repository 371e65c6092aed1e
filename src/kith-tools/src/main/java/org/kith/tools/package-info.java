/** The command line of Kith: which commands are there, and what happens to their errors? */
package org.kith.tools;
