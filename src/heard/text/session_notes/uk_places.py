"""Names of parts of the United Kingdom: regions, nations, areas wider than a town, and names that hold an “and”."""

from heard.text.session_notes.vocabulary import names

REGIONS = names(
    """North East | North West | Yorkshire and the Humber | Yorkshire and Humber | Yorkshire & the Humber |
    Yorkshire & Humber | Yorkshire | Humber | East Midlands | West Midlands | Midlands | East of England | East
    Anglia | Greater London | London | South East | South West | North of England | South of England"""
)
NATIONS = names("England | Scotland | Wales | Northern Ireland | North Wales | South Wales | Mid Wales | West Wales")

# Wider than a town and narrower than a region: used only where a title names them.
AREAS = names(
    """Greater Manchester | Merseyside | Tyne and Wear | Tees Valley | West Yorkshire | South Yorkshire | North
    Yorkshire | East Riding of Yorkshire | Bedfordshire | Berkshire | Buckinghamshire | Cambridgeshire | Cheshire |
    Cornwall | Cumbria | Derbyshire | Devon | Dorset | County Durham | East Sussex | West Sussex | Sussex | Essex |
    Gloucestershire | Hampshire | Herefordshire | Hertfordshire | Isle of Wight | Kent | Lancashire | Leicestershire
    | Lincolnshire | Norfolk | Northamptonshire | Northumberland | Nottinghamshire | Oxfordshire | Rutland |
    Shropshire | Somerset | Staffordshire | Suffolk | Surrey | Warwickshire | Wiltshire | Worcestershire | Highlands
    and Islands | the Highlands | the Borders | Isle of Man | Gwent | Powys | Gwynedd | Ceredigion | Dyfed"""
)

WITH_AND_INSIDE = names(
    """Bath and North East Somerset | Telford and Wrekin | Tyne and Wear | Brighton and Hove | Redcar and Cleveland
    | Windsor and Maidenhead | Kensington and Chelsea | Hammersmith and Fulham | Barking and Dagenham | Dumfries and
    Galloway | Perth and Kinross | Argyll and Bute | Cheshire West and Chester | Bournemouth, Christchurch and Poole
    | Armagh City, Banbridge and Craigavon | Yorkshire and the Humber | Yorkshire and Humber | Hinckley and Bosworth
    | Oadby and Wigston | Newark and Sherwood | Nuneaton and Bedworth | Epsom and Ewell | Reigate and Banstead |
    Tonbridge and Malling | Basingstoke and Deane | King’s Lynn and West Norfolk | Kings Lynn and West Norfolk |
    Derry and Strabane | Ards and North Down | Lisburn and Castlereagh | Antrim and Newtownabbey | Highlands and
    Islands | Causeway Coast and Glens | Fermanagh and Omagh | Mid and East Antrim | Newry, Mourne and Down |
    Westmorland and Furness | Folkestone and Hythe"""
)
