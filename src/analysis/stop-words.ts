/**
 * The words that are left out of a bag of words: the closed classes of English (articles, pronouns, prepositions,
 * conjunctions, auxiliary verbs and their contractions, a few adverbs of degree and place), lower-cased, without
 * apostrophes. Single letters, digits and the names of months, numbers and directions are not in it, so that
 * `vitamin c`, `catch 22` and `north` can be searched; neither is `us`, which would take the United States away, nor
 * words that carry news (`against`, `new`, `first`, `last`, `may`, `will` as verbs are another matter: `will` is an
 * auxiliary nearly always, `may` is a month as often).
 */
const WORDS = `
a an the this that these those such some any each every either neither both all no not nor none
i me my mine myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves who whom whose which what whatever
am is are was were be been being have has had having do does did doing done
will would shall should can could might must ought cannot
and or but if because as until while although though unless whether than then so yet
of at by for with about into through during before after above below to from up down in out on off over under upon
between among within without along toward towards onto per via
here there where when why how again further once also just only very too more most less least much many few other
another own same even still ever never however therefore thus already almost quite rather
im ive id youre youve youll youd hes shes weve theyre theyve theyll theyd thats theres whats lets
isnt arent wasnt werent hasnt havent hadnt doesnt dont didnt wont wouldnt shouldnt couldnt cant mustnt
get got gets make made said says say
`;

export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
