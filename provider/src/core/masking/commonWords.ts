// Words that the sentences of the API are made of. A secret may hold one of them, which is no reason to hide it in every sentence.

/** In small letters. Words of fewer than six letters never matter here. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    "accept accepted access account action active address addresses administrator allowed already another attribute " +
    "attributes authentication authorization available badrequest before branch cannot catalog change changed character " +
    "characters client cloud conflict connect connected connection connections contact could create created creating " +
    "database default delete deleted deleting denied detail details disabled domain domains double duplicate encryption " +
    "endpoint endpoints error errors exceed exceeded exception exist existing exists expired expression failed failure " +
    "field following forbidden format found gateway gateways given group groups header headers httpbadrequest " +
    "ikepolicies ikepolicy incorrect information input instance integer interface internal invalid ipsec ipsecpolicies " +
    "ipsecpolicy limit length limited longer maximum message method minimum missing network networks neutron number " +
    "object operation operator option parameter parameters password pending permission permitted please policies policy problem " +
    "project projects properties property protocol provided public quota range reached reason refused region request " +
    "requested required requires resource resources response return router routers secret server servers service services " +
    "session should signature specified status string subnet subnets support supported system target tenant timeout " +
    "tunnel tunnels unable unauthorized unexpected unknown update updated updating usable values version vpnaas " +
    "vpnservice vpnservices without"
  ).split(" "),
);
