/**
 * What the entries of the elements are on a server, where pages are rendered to text: nothing is registered, and the names that may
 * be imported are there. The elements come to life in the browser.
 */

export class InnodexAllocation {}
export class InnodexAudit {}
export class InnodexConfidence {}
export class InnodexGoal {}
export class InnodexModel {}
export class InnodexProfile {}
export class InnodexRanking {}
export class InnodexRobustness {}
export class InnodexTable {}
export class InnodexTargets {}
export class InnodexWeights {}
