"""Function names: what a file must not hold, although Excel shows it.

Files hold English names; a function newer than Excel 2007 carries the prefix `_xlfn.`.
"""

FRENCH = frozenset(
    """
    agregat annee arrondi aujourdhui cherche cnum colonne colonnes concatener decaler droite ent
    equiv esterreur estna estnum esttexte estvide et filtre fin.mois gauche grande.valeur
    joindre.texte jour jours lien_hypertexte ligne lignes maintenant majuscule minuscule mois
    mois.decaler moyenne moyenne.si nb nb.jours.ouvres nb.si nb.si.ens nbcar nbval nompropre non
    ou petite.valeur rechercheh recherchev recherchex remplacer serie.jour.ouvre si
    si.conditions sierreur somme somme.si somme.si.ens sommeprod sous.total stxt substitue
    supprespace texte trier
    """.split()  # noqa: SIM905  # one name a line would hide the rest
)
"""The French names that are likeliest to be typed; not all of them."""

RECENT = frozenset(
    """
    acot acoth aggregate anchorarray arabic arraytotext base beta.dist beta.inv binom.dist
    binom.dist.range binom.inv bitand bitlshift bitor bitrshift bitxor bycol byrow ceiling.math
    ceiling.precise chisq.dist chisq.dist.rt chisq.inv chisq.inv.rt chisq.test choosecols
    chooserows combina concat confidence.norm confidence.t cot coth covariance.p covariance.s
    csc csch days decimal drop erf.precise erfc.precise expand expon.dist f.dist f.dist.rt f.inv
    f.inv.rt f.test filter filterxml floor.math floor.precise forecast.ets forecast.ets.confint
    forecast.ets.seasonality forecast.ets.stat forecast.linear formulatext gamma gamma.dist
    gamma.inv gammaln.precise gauss hstack hypgeom.dist ifna ifs image imcosh imcot imcsc imcsch
    imsec imsech imsinh imtan isformula isomitted isoweeknum lambda let lognorm.dist lognorm.inv
    makearray map maxifs minifs mode.mult mode.sngl munit negbinom.dist norm.dist norm.inv
    norm.s.dist norm.s.inv numbervalue pduration percentile.exc percentile.inc percentrank.exc
    percentrank.inc permutationa phi poisson.dist quartile.exc quartile.inc querystring
    randarray rank.avg rank.eq reduce rri scan sec sech sequence sheet sheets skew.p sort sortby
    stdev.p stdev.s switch t.dist t.dist.2t t.dist.rt t.inv t.inv.2t t.test take textafter
    textbefore textjoin textsplit tocol torow unichar unicode unique valuetotext var.p var.s
    vstack webservice weibull.dist wrapcols wraprows xlookup xmatch xor z.test
    """.split()  # noqa: SIM905  # as above
)
"""Functions newer than Excel 2007: XlsxWriter's list of future functions, and a few since."""
