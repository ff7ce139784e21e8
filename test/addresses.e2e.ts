/** Where an item is found. One file for Jest, which loads the program anew for each. */
import './addresses/left-addresses.js';
import './addresses/redirects.js';
