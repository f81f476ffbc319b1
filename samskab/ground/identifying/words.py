"""Words the finder of names must know. Capital letters as they stand in a sentence."""


def words(written: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(written.split())


# Common in Denmark, and on none of the library's lists.
MORE_FIRSTS = words(
    """
    Abdirahman Abdullah Abdullahi Ahmad Ahmed Aisha Ali Alina Aleksander Alexander Amal Amina Amir Anders Andreas Asmaa
    Asta Astrid Aviaaja Ayaan Aya Ayse Ayşe Aziz Bashir Bilal Birgit Birgitte Birger Bjarne Bjørn Camilla Caroline
    Cecilie Charlotte Christian Christina Daniel Dennis Dorthe Elif Elisabeth Emre Fadumo Farah Fatema Fatima Fatma
    Fatuma Flemming Frederik Frederikke Gunnar Gustav Habib Halima Hamza Hamid Hassan Hawa Hevin Henrik Hibo Hussein
    Ibrahim Idris Ilyas Imran Inuk Ismail Iversen Jamal Jamila Jesper Jette Josefine Jørgen Jørn Kamal Karima Kasper
    Kathrine Khadija Khadra Khaled Khalid Kirsten Kirstine Kristian Kristina Kristine Laila Layla Leila Linda Lis Lise
    Lisbeth Ludvig Lukas Mahmoud Mahmood Maliha Malik Malene Malte Malthe Maryam Maryan Marianne Mariam Marwa Mathilde
    Mathias Mikkel Minik Mohamad Mohamed Mohammad Mohammed Morten Muhammad Muhammed Mustafa Nadeem Najma Nasrin Naveed
    Nivi Noor Nour Oksana Oleksandr Olena Oliver Omar Osman Parwin Pernille Pipaluk Preben Rahma Rasmus Rania Rawan Rima
    Roland Saad Safa Sahra Salma Salim Samir Samira Sana Sebastian Selim Serhii Shabana Shirin Sivakumar Sofus Soraya
    Svetlana Susanne Suleiman Tatiana Tetiana Thanh Thomas Thuy Tobias Torben Tariq Ubah Victor Villads Volodymyr
    Abdulkadir Abdulrahman Adam Adel Adnan Afnan Ahlam Akram Alaa Alia Aliya Amani Amjad Ammar Amra Anas Anwar Areej Arash Arif Arwa
    Asad Asha Ashraf Ayub Azad Baraa Basma Batoul Behrouz Berfin Berivan Besim Dalia Dara Darin Deniz Dilan Dina Dua Ebrahim Eman Emir
    Enes Esra Fadi Fahad Faisal Fardowsa Farhan Farida Faris Fariha Farouk Fatih Fawzia Firas Ghada Hafsa Haidar Hakan Hala Hani
    Hanan Hanin Hashim Hatice Hayat Heba Hend Hiba Hodan Houda Huda Hüseyin Ibtisam Ifrah Ikram Iman Imane Inas Iqra Irfan Isra Issa
    Jaber Jasmin Jawad Jibril Kadir Kareem Karim Kassem Kawthar Khadar Khalil Kifah Lamia Latifa Leyla Lina Loubna Lubna Luay Maha Mahad Mahdi
    Maher Majid Manal Manar Marwan Maysa Mehdi Mehmet Merve Milad Miriam Mohsen Mona Mounir Muna Munira Murad Musa Nabil Nada Nadia Nadim
    Naima Nasir Nasra Nawal Nazar Nermin Nidal Nimo Nisrin Nizar Noura Nuha Obaida Omid Osama Othman Parisa Qasim Rabia Rami Ramla Rana Randa Rasha
    Rashid Reem Reza Riad Rida Rima Roya Ruqaya Sabah Sabrin Sadia Safia Sagal Said Saida Salah Saleh Salem Salwa Samar Sami Samiha Sarah
    Selma Serkan Shaima Sharif Shukri Siham Suad Suhaib Sumaya Taha Talal Tamara Taoufik Tarek Thaer Usman Wael Wahid Walid Warda Wisam Yahya
    Yara Yunus Yusra Zahra Zakaria Zaki Zeki Ziad Zohra Agnete Anine Anker Arvid Bolette Bue Edel Egon Ejnar Ejner Eline Elvira Evald
    Frits Frode Gudrun Guri Halfdan Halvor Harald Herluf Hjørdis Holger Ingeborg Ingelise Ingrid Isabella Jakobine Jane Johanne Jonna Just
    Jytte Kaja Karla Karlo Karoline Kathe Kirstine Kjestine Knud Krestine Kresten Kristen Laurits Lissi Lissie Lonnie Maren Margit
    Margrethe Marius Martinus Metha Mimi Nicoline Niels Nikoline Oluf Orla Oda Petrea Poula Ragnhild Rie Roald Rosa Sigfred Sigrid
    Sigurd Sisse Sofie Solveig Svend Thora Thorkild Thorvald Thyra Tinne Tue Tyra Valborg Valdemar Verner Viggo Vilfred Vilhelm Villy Volmer
    Vibeke Wafaa Waleed Wioletta Yasmin Yasmine Yassin Younes Yousef Youssef Yusuf Zahid Zainab Zaynab Zeinab Zeynep
    """
)
MORE_LASTS = words(
    """
    Abdi Abdullahi Ahmad Ahmed Ahmadi Akhtar Al Ali Andresen Aslan Axelsen Bak Balle Bang Beck Bendtsen Bisgaard Bjerre
    Bjerregaard Bjerrum Bonde Borg Boysen Brandt Bro Bruhn Brøndum Buch Buhl Bundgaard Busk Bæk Bøgh Dalgaard Dalsgaard
    Damgaard Degn Demir Due Ebbesen Elkjær Enevoldsen Fischer Fisker Fog Foged Friis Frost Frølund Gade Gammelgaard Graversen
    Greve Grønbech Grønlund Hald Hamid Hassan Haugaard Hedegaard Hein Hjort Hoffmann Holck Hougaard Hussain Hussein Hvid
    Høj Højgaard Høyer Ibrahim Ismail Jama Juhl Juul Kaas Kaya Khan Kirk Kirkegaard Kjeldgaard Kjærgaard Klitgaard Kofoed
    Koefoed Kragh Krag Kruse Kvist Lange Leth Lindberg Lindholm Ljungberg Lyng Lynge Malik Meyer Mohamed Mohammad Mohammed Munch Munk
    Mørch Mørk Nguyen Nissen Nymand Nyborg Nygaard Odgaard Omar Osman Pham Pihl Petrov Plougmann Rahman Rasul Refsgaard
    Riis Rohde Rosendahl Rosenkilde Rønne Sahin Said Salah Saleh Sand Schjødt Schmidt Schrøder Schou Singh Skou Skovgaard Skriver Sloth
    Smidt Smith Sommer Stage Stampe Steen Storm Svane Sylvest Søgaard Sønderby Tang Terkelsen Thorup Thygesen Toft Tran Trolle
    Uhre Ullah Vad Vang Vedel Villadsen Villumsen Vind Vinther Voss Warsame Wagner Westergaard Winkler Wolff Worm Yildirim
    Yilmaz Yildiz Yusuf Ørsted Østerby Østergård Aagaard Aaberg Ågård
    """
)

# First names, last names and initials that are ordinary words as well, or begin sentences as words do. These need
# company, or a place inside the sentence, before they count.
ALSO_WORDS = words(
    """
    Aften Agt Aldrig Alle Alt Altid Alma Among An Anden Ander Andre Andres Anker Ann Are April Arm Asien Ask Aske Asger At Atten August Bad Baby Bare
    Beate Bede Begge Ben Bent Berg Bestem Bi Bid Bil Birk Bjerg Bjørn Blad Blomst Blå Bo Bog Bor Bord Borg Brage Brand Brandt Bro
    Bror Bruno Brun Bruun Bryst Bud By Byg Bæk Dag Dagmar Dal Dam Dan Dansk Danish De Degn Del Den Der Det Dig Dina Din Dit Dom Door Due Du
    Dyb Eddike Edit Eg Eja Eje Elske Elver Else En Ene Enke Er Era Esk Eske Et Etta Eva Fald Falk Fald Far Fast Fem Fest Fin Fine Finn Fire Fisk Fjord Flod
    Floor Flor For Forlag Fra Fran Frank Fred Frede Freja Fri Frie Fries Friis Frost Fru Fryd Fugl Får Gade Gala Gang Gem Gerne Gift Glad Glas Glæde Gode God
    Gold Grete Gren Gro Grund Gry Grøn Guld Gul Gun Gæst Hald Halv Han Hans Harm Hav Have Hedda Hege Hej Held Helle Her Heri Herre
    Hilsen Hind Hjort Holm Hop Hos Hun Hus Hvid Høj Høst Ib Iben Id Ide Igen Ild Imam Imellem In Ind Inde Ing Inge Ingen Ja Jar Jarl Jeres Jo Just Job Jul Juli June Juni Jura Kai
    Kaj Kajen Kam Kamp Kanin Kano Kant Kar Karma Kat Kerne Kim Kir Kirk Kirke Kiss Klang Klar Klaus Klog Klods Knud Kok Kom Kone Kong Kongen Konge Kor Kort Kost Kraft
    Krag Kruse Kun Kvist Kåre Kær Lad Lade Lage Laks Lam Lande Lang Lange Laura Lav Leg Lege Lene Lens Let Leve Li Lige Lila Lilje Lille Lilli Lind Line Linse Lisa Lise List Liv
    Lo Lone Lot Love Luft Lund Lune Lux Lyd Lykke Lyng Lys Løve Mad Maj Maja Mal Male Man Mange Mark Marken Mars Marts Mast Mat Mate Max May Med
    Meget Mel Men Mening Merete Mere Mest Midt Mig Mild Mille Min Mina Mine Minde Mist Mit Mod Mode Mona Mor Munk Mus My Mørk Mål Måske Natten Nat Navn Ned Nej Nem Ni
    Niece Noa Nogle Nok Noor Nor Nord Norge Nova Noter Nu Ny Nye Nær Når Odd Oder Ole Om Omar Op Ord Os Ost Otte Otto Over Owe Palle Palme Par Parken Pas Peer Per
    Pil Pige Pind Plan Plus Poet Pris Puk Puls Raid Ramme Rask Ravn Ren Rend Reine Rest Ret Ride Rig Rim Rita Ro Rose Rosa Ros Rune Runde Rund Rut Ræv Rød Sad Saga Sagen Said Sal Salt
    Samme Sand Sande Sander Sang Sara Se Sen Sep Server Sig Signe Sige Sild Silke Sin Sine Sit Siv Sjov Skat Skib Skive Skov Skyld Sky Skær Slut Smed Smil
    Sofa Sol Som Sommer Sorte Stage Stald Star Stark Steen Sten Stig Stille Stol Stor Stork Storm Styr Større Sund Sune Svale Svane Svend Svar Syd Syn Så Søs Søster Ta Tage Tag Tak Tal Tam
    Tan Tanke Tal Tang Te Tekst Ter Ti Tid Tide Til Tille Tim Time Tine Tirsdag To Toft Tom Tone Top Tor Tove Tre Tri Tro Trold Trost Tru Tule Tung Tur Tyk Tyr Ud Uge
    Ulv Ulf Under Ung Us Uden Vade Vagn Val Valg Van Vand Vane Var Varm Varme Ve Ved Vej Vel Ven Vender Ver Vera Verden Vest Vi Vibe Vide Vig Vil Vild Vilje
    Ville Vin Vind Vinter Viola Vise Vita Vor Vores Væk Værd Wage Yoga Yder Yngre Ægte Ærlig Æra Ø Øje Øjne Ørn Øst Å Åben År Ås Åse Åsen Eller Andet Anna-Maj
    """
)

# Never persons, whatever stands around them.
NEVER = words(
    """
    Danmark Norge Sverige Finland Island Tyskland England Frankrig Spanien Italien Polen Ukraine Rusland Tyrkiet Syrien Somalia
    Irak Iran Pakistan Afghanistan Kina Indien Grønland Færøerne Europa Amerika USA EU FN Dansk Danske Danskerne Norden Gud Jesus Allah
    Corona Covid Kommunen Kommuner Kommune Regionen Region Regioner Folketinget Folketing Staten Ministeriet Minister Styrelsen
    Mandag Tirsdag Onsdag Torsdag Fredag Lørdag Søndag Januar Februar Marts April Maj Juni Juli August September Oktober
    November December Jul Nytår Påske Pinse Sankthans Facebook Google Word Excel Teams Zoom Outlook Windows Microsoft Apple Android
    Aula Nexus Cura Columna Sapa Digital Post Mit Sundhedsplatformen Messenger Instagram Youtube Netflix Netto Rema Lidl Aldi Bilka Føtex Ikea Matas Falck Hotline Hotlinen Sundhedsrådet
    Byrådet Jylland Sjælland Fyn Bornholm Lolland Falster Midtjylland Nordjylland Syddanmark Hovedstaden Vendsyssel Djursland Himmerland
    Thy Mors Salling Langeland Samsø Læsø Ærø Stockholm Oslo London Paris Berlin Hamborg Malmø Bruxelles Sundhedshus Plejehjem Plejehjemmet
    Plejecenter Skole Skolen Børnehave Børnehaven Lægehus Lægehuset Hospital Hospitalet Sygehus Sygehuset Bosted Bostedet Centret Center
    Kirke Foreningen Forening Fonden Klub Klubben Netværk Projekt Projektet Landsforeningen Ældresagen Kors Røde Blå Den Det De Der Dette Denne Disse
    Jeg Du Han Hun Vi Man Og Men Så Hvis Når Hvad Hvem Hvor Hvordan Hvorfor Hvornår Jo Ja Nej Tak Hej Kære Mvh Hilsen Med Venlig Bedste Til Fra For Om På
    Sag Sagsnr Journalnr Tlf Telefon Mobil Cpr Cvr Ean Konto Faktura Adresse Navn Email Mail Side Afsnit Bilag Kapitel Figur Tabel Dato Tid Sted Emne
    Vedr Ang Att Lov Loven Serviceloven Sundhedsloven Bekendtgørelse Vejledning Aftale Plan Dagsorden Referat Punkt Møde Mødet
    Voksen Voksne Festival Festivalen Tilbud Ansøgning Afgørelse Borger Borgeren Borgere Patient Patienten Pårørende Medarbejder Leder Læge Lægen Sygeplejerske Socialrådgiver
    Gade Vej Vejen Torvet Pladsen Parken Havnen Stationen Banegården Biblioteket Rådhuset Universitet Universitetet Højskole Gymnasium Museum Teater
    Aarhus Århus København Odense Aalborg Ålborg Esbjerg
    """
)
