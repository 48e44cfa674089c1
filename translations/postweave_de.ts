<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>BlockTree</name>
    <message>
        <source>everybody else</source>
        <translation>alle anderen</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
</context>
<context>
    <name>ColumnRole</name>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Key of the person</source>
        <translation>Schlüssel der Person</translation>
    </message>
    <message>
        <source>Whose event</source>
        <translation>Wessen Ereignis</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Id of the event</source>
        <translation>Kennung des Ereignisses</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Attribut</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
</context>
<context>
    <name>Condition</name>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eins von</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>ist keins von</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is between</source>
        <translation>liegt zwischen</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>enthält nicht</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>ends with</source>
        <translation>endet mit</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>passt auf</translation>
    </message>
    <message>
        <source>is before</source>
        <translation>ist vor</translation>
    </message>
    <message>
        <source>is after</source>
        <translation>ist nach</translation>
    </message>
    <message>
        <source>is on</source>
        <translation>ist am</translation>
    </message>
    <message>
        <source>is in the last</source>
        <translation>ist in den letzten</translation>
    </message>
    <message>
        <source>is not in the last</source>
        <translation>ist nicht in den letzten</translation>
    </message>
    <message>
        <source>is in the next</source>
        <translation>ist in den nächsten</translation>
    </message>
    <message>
        <source>has its day in the next</source>
        <translation>jährt sich in den nächsten</translation>
    </message>
    <message>
        <source>has</source>
        <translation>hat</translation>
    </message>
    <message>
        <source>has any of</source>
        <translation>hat eins von</translation>
    </message>
    <message>
        <source>has all of</source>
        <translation>hat alle von</translation>
    </message>
    <message>
        <source>has none of</source>
        <translation>hat keins von</translation>
    </message>
    <message>
        <source>is set</source>
        <translation>ist gesetzt</translation>
    </message>
    <message>
        <source>is not set</source>
        <translation>ist nicht gesetzt</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>not exactly</source>
        <translation>nicht genau</translation>
    </message>
    <message>
        <source>one of</source>
        <translation>eins von</translation>
    </message>
    <message>
        <source>none of</source>
        <translation>keins von</translation>
    </message>
    <message>
        <source>fewer than</source>
        <translation>weniger als</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>between</source>
        <translation>zwischen</translation>
    </message>
    <message>
        <source>sum of</source>
        <translation>Summe von</translation>
    </message>
    <message>
        <source>average of</source>
        <translation>Durchschnitt von</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>kleinster Wert von</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größter Wert von</translation>
    </message>
    <message>
        <source>different values of</source>
        <translation>verschiedene Werte von</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letztes</translation>
    </message>
    <message>
        <source>then</source>
        <translation>dann</translation>
    </message>
    <message>
        <source>then not</source>
        <translation>dann nicht</translation>
    </message>
    <message>
        <source>is in the top</source>
        <translation>ist in den oberen</translation>
    </message>
    <message>
        <source>is between percentiles</source>
        <translation>liegt zwischen den Perzentilen</translation>
    </message>
    <message>
        <source>In segment</source>
        <translation>Im Segment</translation>
    </message>
    <message>
        <source>Any event</source>
        <translation>Irgendein Ereignis</translation>
    </message>
    <message>
        <source>where</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>within</source>
        <translation>binnen</translation>
    </message>
    <message>
        <source>in the last</source>
        <translation>in den letzten</translation>
    </message>
    <message>
        <source>ago</source>
        <translation>her</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>for at least</source>
        <translation>seit mindestens</translation>
    </message>
    <message>
        <source>for less than</source>
        <translation>seit weniger als</translation>
    </message>
    <message>
        <source>(in any case)</source>
        <translation>(groß oder klein)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>ALL of</source>
        <translation>ALLE von</translation>
    </message>
    <message>
        <source>ANY of</source>
        <translation>EINS von</translation>
    </message>
    <message>
        <source>NONE of</source>
        <translation>KEINS von</translation>
    </message>
    <message>
        <source>AT LEAST</source>
        <translation>MINDESTENS</translation>
    </message>
    <message>
        <source>NOT</source>
        <translation>NICHT</translation>
    </message>
    <message>
        <source>every one must hold</source>
        <translation>jede muss gelten</translation>
    </message>
    <message>
        <source>one is enough</source>
        <translation>eine genügt</translation>
    </message>
    <message>
        <source>none may hold</source>
        <translation>keine darf gelten</translation>
    </message>
    <message>
        <source>of</source>
        <translation>von</translation>
    </message>
    <message>
        <source>the opposite holds</source>
        <translation>das Gegenteil gilt</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n Mal</numerusform>
            <numerusform>%n Mal</numerusform>
        </translation>
    </message>
    <message>
        <source> (switched off)</source>
        <translation> (ausgeschaltet)</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>at least %1 of: %2</source>
        <translation>mindestens %1 von: %2</translation>
    </message>
    <message>
        <source>not: %1</source>
        <translation>nicht: %1</translation>
    </message>
    <message>
        <source>People for whom holds: %1</source>
        <translation>Personen, für die gilt: %1</translation>
    </message>
    <message>
        <source>falls in</source>
        <translation>liegt in</translation>
    </message>
    <message>
        <source>does not fall in</source>
        <translation>liegt nicht in</translation>
    </message>
    <message>
        <source>falls on</source>
        <translation>fällt auf</translation>
    </message>
    <message>
        <source>has an object where</source>
        <translation>hat ein Objekt mit</translation>
    </message>
    <message>
        <source>has no object where</source>
        <translation>hat kein Objekt mit</translation>
    </message>
    <message>
        <source>has at least</source>
        <translation>hat mindestens</translation>
    </message>
    <message>
        <source>has fewer than</source>
        <translation>hat weniger als</translation>
    </message>
    <message>
        <source>nothing is asked</source>
        <translation>nichts gefragt</translation>
    </message>
    <message>
        <source>their</source>
        <translation>Attribut</translation>
    </message>
    <message>
        <source>to</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>on</source>
        <translation>am</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>diese Woche</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>letzte Woche</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>dieser Monat</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>letzter Monat</translation>
    </message>
    <message>
        <source>this quarter</source>
        <translation>dieses Quartal</translation>
    </message>
    <message>
        <source>last quarter</source>
        <translation>letztes Quartal</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>dieses Jahr</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>letztes Jahr</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>Random bucket</source>
        <translation>Zufallsgruppe</translation>
    </message>
    <message>
        <source>Distance in km</source>
        <translation>Entfernung in km</translation>
    </message>
    <message>
        <source>RFM recency</source>
        <translation>RFM-Aktualität</translation>
    </message>
    <message>
        <source>RFM frequency</source>
        <translation>RFM-Häufigkeit</translation>
    </message>
    <message>
        <source>RFM monetary</source>
        <translation>RFM-Umsatz</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>Random share</source>
        <translation>Zufallsanteil</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>The file is not there any more. It may have been moved, renamed or deleted; open it from where it is now.</source>
        <translation>Die Datei ist nicht mehr da. Vielleicht wurde sie verschoben, umbenannt oder gelöscht; öffnen Sie sie dort, wo sie jetzt liegt.</translation>
    </message>
    <message>
        <source>This folder holds a finished export. Choose another folder, or replace what is there.</source>
        <translation>In diesem Ordner liegt ein fertiger Export. Wählen Sie einen anderen Ordner, oder ersetzen Sie, was da ist.</translation>
    </message>
</context>
<context>
    <name>KnownNames</name>
    <message>
        <source>whom the message is for</source>
        <translation>für wen die Nachricht ist</translation>
    </message>
    <message>
        <source>what is sent</source>
        <translation>was gesendet wird</translation>
    </message>
    <message>
        <source>the moment of sending</source>
        <translation>der Zeitpunkt des Versands</translation>
    </message>
    <message>
        <source>of this template</source>
        <translation>aus dieser Vorlage</translation>
    </message>
    <message>
        <source>link to unsubscribe</source>
        <translation>Link zum Abmelden</translation>
    </message>
    <message>
        <source>group of attributes</source>
        <translation>Gruppe von Attributen</translation>
    </message>
    <message>
        <source>the profile’s key</source>
        <translation>der Schlüssel des Profils</translation>
    </message>
    <message>
        <source>the address</source>
        <translation>die Adresse</translation>
    </message>
    <message>
        <source>names of the segments they are in</source>
        <translation>Namen der Segmente, in denen die Person ist</translation>
    </message>
</context>
<context>
    <name>MappingModel</name>
    <message>
        <source>What this column is</source>
        <translation>Was diese Spalte ist</translation>
    </message>
</context>
<context>
    <name>MomentFormat</name>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date as QDate::toString() takes it, with the month in words</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d. MMMM</translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>k</source>
        <translation> Tsd.</translation>
    </message>
    <message>
        <source>M</source>
        <translation> Mio.</translation>
    </message>
    <message>
        <source>bn</source>
        <translation> Mrd.</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>kB</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>This message cannot be shown</source>
        <translation>Diese Nachricht kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source> – %1</source>
        <translation> – %1</translation>
    </message>
    <message>
        <source>Line %1 cannot be read</source>
        <translation>Zeile %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>The campaign’s %1 cannot be read</source>
        <translation>In der Kampagne ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Line %1 fails for this person</source>
        <translation>Zeile %1 schlägt für diese Person fehl</translation>
    </message>
    <message>
        <source>%1, line %2 fails for this person</source>
        <translation>%1, Zeile %2 schlägt für diese Person fehl</translation>
    </message>
    <message>
        <source>The campaign’s %1 fails for this person</source>
        <translation>In der Kampagne schlägt für diese Person fehl: %1</translation>
    </message>
    <message>
        <source>%1 &lt;%2&gt;</source>
        <translation>%1 &lt;%2&gt;</translation>
    </message>
    <message>
        <source>This person gets no message</source>
        <translation>Diese Person bekommt keine Nachricht</translation>
    </message>
    <message>
        <source>The template leaves them out: %1</source>
        <translation>Die Vorlage lässt sie aus: %1</translation>
    </message>
</context>
<context>
    <name>SampleSource</name>
    <message>
        <source>A shop with 20,000 invented customers and what they did over 18 months, six segments, three templates and two campaigns. Made on this computer in a few seconds; change it as you like.</source>
        <translation>Ein Laden mit 20.000 erfundenen Kunden und dem, was sie in 18 Monaten taten, sechs Segmente, drei Vorlagen und zwei Kampagnen. In wenigen Sekunden auf diesem Rechner gemacht; ändern Sie alles, wie Sie mögen.</translation>
    </message>
</context>
<context>
    <name>StarterTemplates</name>
    <message>
        <source>One message for all</source>
        <translation>Eine Nachricht für alle</translation>
    </message>
    <message>
        <source>a greeting by name, one button, dark mode, narrow screens</source>
        <translation>Anrede mit Namen, ein Knopf, dunkler Modus, schmale Bildschirme</translation>
    </message>
    <message>
        <source>newsletter</source>
        <translation>newsletter</translation>
    </message>
    <message>
        <source>One offer, two versions</source>
        <translation>Ein Angebot, zwei Fassungen</translation>
    </message>
    <message>
        <source>regulars read it differently than everybody else</source>
        <translation>Stammkunden lesen es anders als alle anderen</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>angebot</translation>
    </message>
    <message>
        <source>By what they did</source>
        <translation>Nach dem, was sie taten</translation>
    </message>
    <message>
        <source>three versions: bought, looked, or neither in the last 30 days</source>
        <translation>drei Fassungen: gekauft, angesehen oder keins von beiden in den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>reminder</source>
        <translation>erinnerung</translation>
    </message>
</context>
<context>
    <name>TemplatesCommands</name>
    <message>
        <source>new template %1</source>
        <translation>neue Vorlage %1</translation>
    </message>
    <message>
        <source>deleting %1</source>
        <translation>Löschen von %1</translation>
    </message>
    <message>
        <source>renaming %1</source>
        <translation>Umbenennen von %1</translation>
    </message>
    <message>
        <source>editing</source>
        <translation>Bearbeiten</translation>
    </message>
</context>
<context>
    <name>ValueType</name>
    <message>
        <source>yes / no</source>
        <translation>ja / nein</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <comment>as QDateTime::toString()</comment>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>VersionComparison</name>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>lines %1</source>
        <translation>Zeilen %1</translation>
    </message>
    <message>
        <source>%1 reads otherwise</source>
        <translation>%1 liest sich anders</translation>
    </message>
    <message>
        <source>now get a message (%1)</source>
        <translation>bekommen nun eine Nachricht (%1)</translation>
    </message>
    <message>
        <source>are now left out (%1)</source>
        <translation>werden nun ausgelassen (%1)</translation>
    </message>
    <message>
        <source>their message now fails (%1)</source>
        <translation>ihre Nachricht schlägt nun fehl (%1)</translation>
    </message>
</context>
<context>
    <name>VersionsPopover</name>
    <message>
        <source>Version %1, as it stands</source>
        <translation>Version %1, wie sie steht</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::AsOfButton</name>
    <message>
        <source>The moment every count and preview is true for</source>
        <translation>Der Zeitpunkt, für den jede Zahl und jede Vorschau gilt</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
</context>
<context>
    <name>postweave::ui::AsOfChoice</name>
    <message>
        <source>Counts, members and previews are shown as they were at this moment.</source>
        <translation>Zahlen, Mitglieder und Vorschauen werden gezeigt, wie sie zu diesem Zeitpunkt waren.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Start of today</source>
        <translation>Heute früh</translation>
    </message>
    <message>
        <source>A week ago</source>
        <translation>Vor einer Woche</translation>
    </message>
    <message>
        <source>A month ago</source>
        <translation>Vor einem Monat</translation>
    </message>
    <message>
        <source>A year ago</source>
        <translation>Vor einem Jahr</translation>
    </message>
    <message>
        <source>Another moment, in %1</source>
        <translation>Ein anderer Zeitpunkt, in %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::CombinatorPill</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>ANY of</source>
        <translation>EINS von</translation>
    </message>
    <message>
        <source>NONE of</source>
        <translation>KEINS von</translation>
    </message>
    <message>
        <source>AT LEAST %1 of</source>
        <translation>MINDESTENS %1 von</translation>
    </message>
    <message>
        <source>ALL of</source>
        <translation>ALLE von</translation>
    </message>
    <message>
        <source>one is enough</source>
        <translation>eine genügt</translation>
    </message>
    <message>
        <source>not one may hold</source>
        <translation>keine darf gelten</translation>
    </message>
    <message>
        <source>so many must hold</source>
        <translation>so viele müssen gelten</translation>
    </message>
    <message>
        <source>every one must hold</source>
        <translation>jede muss gelten</translation>
    </message>
</context>
<context>
    <name>postweave::ui::CommandPalette</name>
    <message>
        <source>Search pages, segments, people, commands</source>
        <translation>Seiten, Segmente, Personen, Befehle suchen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing is called “%1”</source>
        <translation>Nichts heißt „%1“</translation>
    </message>
</context>
<context>
    <name>postweave::ui::CountBar</name>
    <message>
        <source>%1, of them in the segment %2</source>
        <translation>%1, davon im Segment %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::ErrorPresenter</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>postweave::ui::HeaderBar</name>
    <message>
        <source>read only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts and help</source>
        <translation>Tastenkürzel und Hilfe</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Postweave</source>
        <translation>Postweave</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Another window or program writes to this workspace. Close it to make changes here.</source>
        <translation>Ein anderes Fenster oder Programm schreibt in diesen Arbeitsbereich. Schließen Sie es, um hier etwas zu ändern.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::HistogramView</name>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>the lowest</source>
        <translation>dem niedrigsten</translation>
    </message>
    <message>
        <source>the highest</source>
        <translation>zum höchsten</translation>
    </message>
</context>
<context>
    <name>postweave::ui::JobView</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::MainWindow</name>
    <message>
        <source>Postweave</source>
        <translation>Postweave</translation>
    </message>
    <message>
        <source>This could not be done</source>
        <translation>Das ging nicht</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>In this workspace</source>
        <translation>In diesem Arbeitsbereich</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>%1 – Postweave</source>
        <translation>%1 – Postweave</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Search and commands</source>
        <translation>Suche und Befehle</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::Rail</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::RecentList</name>
    <message>
        <source>Recent workspaces</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>Aus dieser Liste nehmen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::RecentModel</name>
    <message>
        <source>not there any more</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>nur lesen</translation>
    </message>
    <message numerus="yes">
        <source>%n campaign(s)</source>
        <translation>
            <numerusform>%n Kampagne</numerusform>
            <numerusform>%n Kampagnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n Segment</numerusform>
            <numerusform>%n Segmente</numerusform>
        </translation>
    </message>
    <message>
        <source>no segments yet</source>
        <translation>noch keine Segmente</translation>
    </message>
    <message>
        <source>%1, %2 people, %3</source>
        <translation>%1, %2 Personen, %3</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::SearchButton</name>
    <message>
        <source>Search pages, segments, people, commands</source>
        <translation>Seiten, Segmente, Personen, Befehle suchen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::SearchItemModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::SegmentedControl</name>
    <message>
        <source>none chosen</source>
        <translation>keins gewählt</translation>
    </message>
</context>
<context>
    <name>postweave::ui::SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Wenig</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size of words</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Of this workspace: where its days begin</source>
        <translation>Dieses Arbeitsbereichs: wo seine Tage beginnen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::StartPage</name>
    <message>
        <source>removing %1 from the list</source>
        <translation>Entfernen von %1 aus der Liste</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>%1 removed from the list</source>
        <translation>%1 aus der Liste genommen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Neuer Arbeitsbereich…</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>Import customers</source>
        <translation>Kunden importieren</translation>
    </message>
    <message>
        <source>Open the sample workspace</source>
        <translation>Beispiel öffnen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::StartView</name>
    <message>
        <source>The sample could not be made</source>
        <translation>Das Beispiel konnte nicht gemacht werden</translation>
    </message>
    <message>
        <source>Postweave</source>
        <translation>Postweave</translation>
    </message>
    <message>
        <source>Know exactly who gets which mail,
and see it before they do.</source>
        <translation>Genau wissen, wer welche Mail bekommt,
und sie sehen, bevor sie ankommt.</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>What you open appears here, with the people it holds. The file itself stays where you put it.</source>
        <translation>Was Sie öffnen, erscheint hier, mit den Personen darin. Die Datei selbst bleibt, wo Sie sie abgelegt haben.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Anfangen</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>One file on your disk, like a document</source>
        <translation>Eine Datei auf Ihrer Platte, wie ein Dokument</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>A .postweave file</source>
        <translation>Eine .postweave-Datei</translation>
    </message>
    <message>
        <source>Import customers</source>
        <translation>Kunden importieren</translation>
    </message>
    <message>
        <source>CSV, TSV or JSON Lines</source>
        <translation>CSV, TSV oder JSON Lines</translation>
    </message>
    <message>
        <source>Sample workspace</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Making it…</source>
        <translation>Wird gemacht…</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>Andere öffnen…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Choose another name…</source>
        <translation>Anderen Namen wählen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::StatusBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>Alles ist gespeichert</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert %1</translation>
    </message>
    <message>
        <source>Postweave %1</source>
        <translation>Postweave %1</translation>
    </message>
    <message>
        <source>Files stay on this computer</source>
        <translation>Dateien bleiben auf diesem Rechner</translation>
    </message>
</context>
<context>
    <name>postweave::ui::Stepper</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3, %4</source>
        <translation>Schritt %1 von %2: %3, %4</translation>
    </message>
</context>
<context>
    <name>postweave::ui::UndoNotice</name>
    <message>
        <source>%1. Undo with %2</source>
        <translation>%1. Rückgängig mit %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>postweave::ui::WorkspaceOpener</name>
    <message>
        <source>Postweave workspaces (*.%1)</source>
        <translation>Postweave-Arbeitsbereiche (*.%1)</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Making the sample workspace</source>
        <translation>Das Beispiel wird gemacht</translation>
    </message>
    <message>
        <source>The sample workspace is ready</source>
        <translation>Das Beispiel ist fertig</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Neuer Arbeitsbereich…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::AudienceStep</name>
    <message>
        <source>Segment that gets the campaign</source>
        <translation>Segment, das die Kampagne bekommt</translation>
    </message>
    <message>
        <source>Segment to leave out</source>
        <translation>Segment, das ausgenommen wird</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>Wer sie bekommt</translation>
    </message>
    <message>
        <source>Open segment</source>
        <translation>Segment öffnen</translation>
    </message>
    <message>
        <source>Who does not, even if they are in it</source>
        <translation>Wer nicht, auch wenn er darin ist</translation>
    </message>
    <message>
        <source>People without a usable e-mail address are always left out. The manifest of the export names everybody who was left out, and why.</source>
        <translation>Personen ohne brauchbare E-Mail-Adresse werden immer ausgelassen. Das Manifest des Exports nennt alle, die ausgelassen wurden, und warum.</translation>
    </message>
    <message>
        <source>Choose a segment…</source>
        <translation>Segment wählen…</translation>
    </message>
    <message>
        <source>%1 (not there)</source>
        <translation>%1 (nicht da)</translation>
    </message>
    <message>
        <source>Leave out a segment…</source>
        <translation>Segment ausnehmen…</translation>
    </message>
    <message>
        <source>No longer leave out %1</source>
        <translation>%1 nicht mehr ausnehmen</translation>
    </message>
    <message>
        <source>Change the audience</source>
        <translation>Empfänger ändern</translation>
    </message>
    <message>
        <source>Leave out %1</source>
        <translation>%1 ausnehmen</translation>
    </message>
    <message>
        <source>No longer leave out a segment</source>
        <translation>Ein Segment nicht mehr ausnehmen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::CampaignsController</name>
    <message>
        <source>New campaign</source>
        <translation>Neue Kampagne</translation>
    </message>
    <message>
        <source>New campaign %1</source>
        <translation>Neue Kampagne %1</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>%1 wird exportiert</translation>
    </message>
    <message>
        <source>Export done: %1 messages</source>
        <translation>Export fertig: %1 Nachrichten</translation>
    </message>
    <message>
        <source>The export stopped</source>
        <translation>Der Export hat angehalten</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::CampaignsPage</name>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>Neue Kampagne</translation>
    </message>
    <message>
        <source>Steps of the campaign</source>
        <translation>Schritte der Kampagne</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Delete this campaign</source>
        <translation>Diese Kampagne löschen</translation>
    </message>
    <message>
        <source>People who will get the campaign</source>
        <translation>Personen, die die Kampagne bekommen</translation>
    </message>
    <message>
        <source>Who is left out, and why</source>
        <translation>Wer ausgelassen wird, und warum</translation>
    </message>
    <message>
        <source>A campaign takes a template to a segment</source>
        <translation>Eine Kampagne bringt eine Vorlage zu einem Segment</translation>
    </message>
    <message>
        <source>Choose who gets it and what they get. Checks tell what would go wrong before anybody gets it.</source>
        <translation>Wählen Sie, wer sie bekommt und was. Prüfungen sagen, was schiefginge, bevor jemand sie bekommt.</translation>
    </message>
    <message>
        <source>people will get it, %1 of %2</source>
        <translation>Personen bekommen sie, %1 von %2</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1 of %2 people</source>
        <translation>%1 von %2 Personen</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>subject, template or sender is missing</source>
        <translation>Betreff, Vorlage oder Absender fehlt</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message numerus="yes">
        <source>%n to mend</source>
        <translation>
            <numerusform>%n zu beheben</numerusform>
            <numerusform>%n zu beheben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n anzusehen</numerusform>
            <numerusform>%n anzusehen</numerusform>
        </translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>eml, mbox, jsonl or csv</source>
        <translation>eml, mbox, jsonl oder csv</translation>
    </message>
    <message>
        <source>not ready yet</source>
        <translation>noch nicht bereit</translation>
    </message>
    <message>
        <source>Mend what the checks found first</source>
        <translation>Beheben Sie zuerst, was die Prüfungen fanden</translation>
    </message>
    <message>
        <source>Nobody would get it yet</source>
        <translation>Noch bekäme sie niemand</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::ChecksStep</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message numerus="yes">
        <source>%n to mend</source>
        <translation>
            <numerusform>%n zu beheben</numerusform>
            <numerusform>%n zu beheben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n anzusehen</numerusform>
            <numerusform>%n anzusehen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rendered</source>
        <translation>%1 erzeugt</translation>
    </message>
    <message>
        <source>This campaign cannot be checked yet</source>
        <translation>Diese Kampagne kann noch nicht geprüft werden</translation>
    </message>
    <message>
        <source>Nothing to mend.</source>
        <translation>Nichts zu beheben.</translation>
    </message>
    <message>
        <source>%1 First: %2.</source>
        <translation>%1 Zuerst: %2.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::ContentStep</name>
    <message>
        <source>Name of the campaign</source>
        <translation>Name der Kampagne</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Change the template</source>
        <translation>Vorlage ändern</translation>
    </message>
    <message>
        <source>Open template</source>
        <translation>Vorlage öffnen</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>{{ customer.first_name | default: &apos;Hello&apos; }}, …</source>
        <translation>{{ customer.first_name | default: &apos;Hallo&apos; }}, …</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorspann</translation>
    </message>
    <message>
        <source>the line that inboxes show behind the subject</source>
        <translation>die Zeile, die Postfächer hinter dem Betreff zeigen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>news@shop.example</source>
        <translation>news@laden.example</translation>
    </message>
    <message>
        <source>Answers to</source>
        <translation>Antworten an</translation>
    </message>
    <message>
        <source>the same address</source>
        <translation>dieselbe Adresse</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Unsubscribing</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>https://shop.example/u?k={{ customer.key }}</source>
        <translation>https://laden.example/u?k={{ customer.key }}</translation>
    </message>
    <message>
        <source>unsubscribe@shop.example</source>
        <translation>abmelden@laden.example</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::ExportStep</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Format of the export</source>
        <translation>Format des Exports</translation>
    </message>
    <message>
        <source>Folder to export to</source>
        <translation>Ordner für den Export</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>The folder is finished only when all messages are written: manifest.json then names every file and everybody who was left out. A stopped export leaves nothing behind.</source>
        <translation>Der Ordner ist erst fertig, wenn alle Nachrichten geschrieben sind: dann nennt manifest.json jede Datei und alle, die ausgelassen wurden. Ein abgebrochener Export lässt nichts zurück.</translation>
    </message>
    <message>
        <source>Export into a new or empty folder</source>
        <translation>In einen neuen oder leeren Ordner exportieren</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>%1 messages in %2, %3 people left out</source>
        <translation>%1 Nachrichten in %2, %3 Personen ausgelassen</translation>
    </message>
    <message>
        <source>%1 could not be rendered</source>
        <translation>%1 konnten nicht erzeugt werden</translation>
    </message>
    <message>
        <source>Cancelled; nothing was left behind</source>
        <translation>Abgebrochen; nichts blieb zurück</translation>
    </message>
    <message>
        <source>There is something in this folder already</source>
        <translation>In diesem Ordner liegt schon etwas</translation>
    </message>
    <message>
        <source>Replace the finished export</source>
        <translation>Den fertigen Export ersetzen</translation>
    </message>
    <message>
        <source>The export stopped</source>
        <translation>Der Export hat angehalten</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::FindingsModel</name>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::campaigns::WaterfallView</name>
    <message>
        <source>Audience</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Segment “%1”</source>
        <translation>Segment „%1“</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>Ausgenommen</translation>
    </message>
    <message>
        <source>No usable address</source>
        <translation>Keine brauchbare Adresse</translation>
    </message>
    <message>
        <source>Will be sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>%1 in the audience, %2 excluded, %3 without address, %4 will be sent</source>
        <translation>%1 Empfänger, %2 ausgenommen, %3 ohne Adresse, %4 werden gesendet</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::CompletenessModel</name>
    <message>
        <source>%1 filled in for %2</source>
        <translation>%1 ausgefüllt bei %2</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Attribut</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>Werte</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Import people or events</source>
        <translation>Personen oder Ereignisse importieren</translation>
    </message>
    <message>
        <source>from CSV, TSV or JSON Lines</source>
        <translation>aus CSV, TSV oder JSON Lines</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::ImportController</name>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>The import of %1 stopped</source>
        <translation>Der Import von %1 hat angehalten</translation>
    </message>
    <message>
        <source>Import done: %1 rows, %2 rejected</source>
        <translation>Import fertig: %1 Zeilen, %2 zurückgewiesen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::ImportPanel</name>
    <message>
        <source>This file cannot be read</source>
        <translation>Diese Datei ist nicht lesbar</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Steps of the import</source>
        <translation>Schritte des Imports</translation>
    </message>
    <message>
        <source>Back to the overview</source>
        <translation>Zurück zur Übersicht</translation>
    </message>
    <message>
        <source>What do you bring?</source>
        <translation>Was bringen Sie mit?</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>Was die Datei enthält</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>A CSV, TSV or JSON Lines file. Delimiter, encoding and types are found by themselves; nothing is imported before you have seen what becomes of it. You can also drop a file here.</source>
        <translation>Eine Datei in CSV, TSV oder JSON Lines. Trennzeichen, Kodierung und Typen finden sich von selbst; nichts wird importiert, bevor Sie gesehen haben, was daraus wird. Sie können eine Datei auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Every row is a</source>
        <translation>Jede Zeile ist ein</translation>
    </message>
    <message>
        <source>Kind of event of every row</source>
        <translation>Art des Ereignisses jeder Zeile</translation>
    </message>
    <message>
        <source>Change the kind of event</source>
        <translation>Art des Ereignisses ändern</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Die ersten Zeilen der Datei</translation>
    </message>
    <message>
        <source>Cancel the import</source>
        <translation>Import abbrechen</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Zurückgewiesene Zeilen</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.tab *.txt *.jsonl *.ndjson *.json);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.tab *.txt *.jsonl *.ndjson *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>none chosen yet</source>
        <translation>noch keine gewählt</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>what each becomes</source>
        <translation>was aus jeder wird</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>importing…</source>
        <translation>wird importiert…</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>This cannot be imported yet</source>
        <translation>Das kann noch nicht importiert werden</translation>
    </message>
    <message>
        <source>All %1 rows were looked at</source>
        <translation>Alle %1 Zeilen angesehen</translation>
    </message>
    <message>
        <source>The first %1 rows were looked at</source>
        <translation>Die ersten %1 Zeilen angesehen</translation>
    </message>
    <message>
        <source>none would be rejected</source>
        <translation>keine würde zurückgewiesen</translation>
    </message>
    <message numerus="yes">
        <source>%n would be rejected</source>
        <translation>
            <numerusform>%n würde zurückgewiesen</numerusform>
            <numerusform>%n würden zurückgewiesen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Import another file</source>
        <translation>Weitere Datei importieren</translation>
    </message>
    <message>
        <source>Everything was imported</source>
        <translation>Alles wurde importiert</translation>
    </message>
    <message>
        <source>Imported, but for %1 rows</source>
        <translation>Importiert, bis auf %1 Zeilen</translation>
    </message>
    <message>
        <source>%1 rows read: %2 new people, %3 changed, %4 unchanged, %5 rejected.</source>
        <translation>%1 Zeilen gelesen: %2 neue Personen, %3 geändert, %4 unverändert, %5 zurückgewiesen.</translation>
    </message>
    <message>
        <source>%1 rows read: %2 new events, %3 known already, %4 rejected.</source>
        <translation>%1 Zeilen gelesen: %2 neue Ereignisse, %3 schon bekannt, %4 zurückgewiesen.</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>The import was cancelled</source>
        <translation>Der Import wurde abgebrochen</translation>
    </message>
    <message>
        <source>The import stopped</source>
        <translation>Der Import hat angehalten</translation>
    </message>
    <message>
        <source>Whole batches stay imported; the same file again goes on from there.</source>
        <translation>Ganze Stapel bleiben importiert; dieselbe Datei geht von dort aus weiter.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::ImportsModel</name>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Zurückgewiesen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::MappingModel</name>
    <message>
        <source>Change a column&apos;s part</source>
        <translation>Rolle einer Spalte ändern</translation>
    </message>
    <message>
        <source>Rename an attribute</source>
        <translation>Attribut umbenennen</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>Spalte in der Datei</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Name here</source>
        <translation>Name hier</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>Erste Werte</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::MappingView</name>
    <message>
        <source>What each column of the file becomes</source>
        <translation>Was aus jeder Spalte der Datei wird</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::OverviewPanel</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>Zurückgewiesene Zeilen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Filter attributes</source>
        <translation>Attribute filtern</translation>
    </message>
    <message>
        <source>How far each attribute is filled in</source>
        <translation>Wie weit jedes Attribut ausgefüllt ist</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>What was imported</source>
        <translation>Was importiert wurde</translation>
    </message>
    <message>
        <source>Nothing was imported into this workspace yet. Import… takes people, or what they did, from a CSV, TSV or JSON Lines file, and shows what becomes of each column first.</source>
        <translation>In diesen Arbeitsbereich wurde noch nichts importiert. „Importieren…“ nimmt Personen, oder was sie taten, aus einer Datei in CSV, TSV oder JSON Lines und zeigt zuerst, was aus jeder Spalte wird.</translation>
    </message>
    <message>
        <source>Rows that an import cannot take stand here with their line and the reason. Mend them in the file and import it again: what is there already stays as it is.</source>
        <translation>Zeilen, die ein Import nicht nehmen kann, stehen hier mit ihrer Nummer und dem Grund. Beheben Sie sie in der Datei und importieren Sie sie noch einmal: Was schon da ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Rows that the chosen import rejected</source>
        <translation>Zeilen, die der gewählte Import zurückwies</translation>
    </message>
    <message numerus="yes">
        <source>%n attribute(s)</source>
        <translation>
            <numerusform>%n Attribut</numerusform>
            <numerusform>%n Attribute</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::PreviewModel</name>
    <message>
        <source>line %1, rejected: %2</source>
        <translation>Zeile %1, zurückgewiesen: %2</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::ProfilePanel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>What they did</source>
        <translation>Was sie tat</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Attribut</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Attributes of this person</source>
        <translation>Attribute dieser Person</translation>
    </message>
    <message>
        <source>What this person did</source>
        <translation>Was diese Person tat</translation>
    </message>
    <message>
        <source>Back to the overview</source>
        <translation>Zurück zur Übersicht</translation>
    </message>
    <message>
        <source>not in this workspace</source>
        <translation>nicht in diesem Arbeitsbereich</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>%1 of %2 filled in</source>
        <translation>%1 von %2 ausgefüllt</translation>
    </message>
    <message>
        <source>the latest %1 of %2</source>
        <translation>die letzten %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postweave::ui::data::RejectedModel</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why it was rejected</source>
        <translation>Warum zurückgewiesen</translation>
    </message>
    <message>
        <source>The row</source>
        <translation>Die Zeile</translation>
    </message>
</context>
<context>
    <name>postweave::ui::editor::CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>postweave::ui::editor::FindBar</name>
    <message>
        <source>Find in this template</source>
        <translation>In dieser Vorlage suchen</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß und klein beachten</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::editor::TemplateEditor</name>
    <message>
        <source>Template source</source>
        <translation>Text der Vorlage</translation>
    </message>
    <message>
        <source>HTML with Liquid. Escape, then Tab leaves the editor.</source>
        <translation>HTML mit Liquid. Escape, dann Tab verlässt den Editor.</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Fold all blocks</source>
        <translation>Alle Blöcke zuklappen</translation>
    </message>
    <message>
        <source>Unfold all blocks</source>
        <translation>Alle Blöcke aufklappen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::BucketEditor</name>
    <message>
        <source>From this share</source>
        <translation>Ab diesem Anteil</translation>
    </message>
    <message>
        <source>Up to this share</source>
        <translation>Bis zu diesem Anteil</translation>
    </message>
    <message>
        <source>Random share of people</source>
        <translation>Zufälliger Anteil der Personen</translation>
    </message>
    <message>
        <source>the same ones every time</source>
        <translation>jedes Mal dieselben</translation>
    </message>
    <message>
        <source>Name of the draw</source>
        <translation>Name der Ziehung</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Ziehung</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Conditions with the same draw never overlap where their shares do not; another draw deals everybody anew.</source>
        <translation>Bei gleicher Ziehung überschneiden sich Bedingungen nur, wo sich ihre Anteile überschneiden; eine andere Ziehung verteilt alle neu.</translation>
    </message>
    <message>
        <source>A tenth</source>
        <translation>Ein Zehntel</translation>
    </message>
    <message>
        <source>One half</source>
        <translation>Eine Hälfte</translation>
    </message>
    <message>
        <source>The other half</source>
        <translation>Die andere Hälfte</translation>
    </message>
    <message>
        <source>Give the draw a name, such as “spring test”.</source>
        <translation>Geben Sie der Ziehung einen Namen, etwa „Frühjahrstest“.</translation>
    </message>
    <message>
        <source>The share is empty; choose a higher end.</source>
        <translation>Der Anteil ist leer; wählen Sie ein höheres Ende.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::ChoiceEditor</name>
    <message>
        <source>and then</source>
        <translation>und dann</translation>
    </message>
    <message>
        <source>and then did not</source>
        <translation>und dann nicht</translation>
    </message>
    <message>
        <source>Happened or not</source>
        <translation>Geschehen oder nicht</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>is in the percentiles</source>
        <translation>liegt in den Perzentilen</translation>
    </message>
    <message>
        <source>Comparisons</source>
        <translation>Vergleiche</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>sum of</source>
        <translation>Summe von</translation>
    </message>
    <message>
        <source>average of</source>
        <translation>Durchschnitt von</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>kleinster Wert von</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größter Wert von</translation>
    </message>
    <message>
        <source>number of different</source>
        <translation>Zahl verschiedener</translation>
    </message>
    <message>
        <source>first time</source>
        <translation>das erste Mal</translation>
    </message>
    <message>
        <source>last time</source>
        <translation>das letzte Mal</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>Worauf geschaut wird</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>Days of the calendar</source>
        <translation>Tage des Kalenders</translation>
    </message>
    <message>
        <source>compare with another attribute</source>
        <translation>mit einem anderen Attribut vergleichen</translation>
    </message>
    <message>
        <source>compare with a value</source>
        <translation>mit einem Wert vergleichen</translation>
    </message>
    <message>
        <source>Upper and lower case are the same</source>
        <translation>Groß und klein sind gleich</translation>
    </message>
    <message>
        <source>Attributes to compare with</source>
        <translation>Attribute zum Vergleichen</translation>
    </message>
    <message>
        <source>Fields of the objects</source>
        <translation>Felder der Objekte</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::ChoiceModel</name>
    <message>
        <source>; %1 people</source>
        <translation>; %1 Personen</translation>
    </message>
    <message>
        <source>, chosen</source>
        <translation>, gewählt</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::ComparePane</name>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>In both</source>
        <translation>In beiden</translation>
    </message>
    <message>
        <source>Only in “%1”</source>
        <translation>Nur in „%1“</translation>
    </message>
    <message>
        <source>New segment: %1</source>
        <translation>Neues Segment: %1</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation>%1, nicht %2</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Another segment</source>
        <translation>Anderes Segment</translation>
    </message>
    <message>
        <source>A past day</source>
        <translation>Vergangener Tag</translation>
    </message>
    <message>
        <source>Past day</source>
        <translation>Vergangener Tag</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>Looking at people as they were…</source>
        <translation>Die Personen von damals werden gelesen …</translation>
    </message>
    <message>
        <source>Values and events as they were at the end of that day.</source>
        <translation>Werte und Ereignisse wie am Ende dieses Tages.</translation>
    </message>
    <message numerus="yes">
        <source>Values and events as they were at the end of that day. %n of them are known no more.</source>
        <translation>
            <numerusform>Werte und Ereignisse wie am Ende dieses Tages. %n davon ist nicht mehr bekannt.</numerusform>
            <numerusform>Werte und Ereignisse wie am Ende dieses Tages. %n davon sind nicht mehr bekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>Damals und jetzt</translation>
    </message>
    <message>
        <source>Only now</source>
        <translation>Nur jetzt</translation>
    </message>
    <message>
        <source>Only on %1</source>
        <translation>Nur am %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::CountEditor</name>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>not exactly</source>
        <translation>nicht genau</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <source>fewer than</source>
        <translation>weniger als</translation>
    </message>
    <message>
        <source>between</source>
        <translation>zwischen</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Up to times</source>
        <translation>Bis zu so vielen Malen</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>how often</source>
        <translation>wie oft</translation>
    </message>
    <message>
        <source>How often people did it</source>
        <translation>Wie oft Personen es taten</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>times</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>At least once</source>
        <translation>Mindestens einmal</translation>
    </message>
    <message>
        <source>The first is above the second; swap them.</source>
        <translation>Der erste ist größer als der zweite; vertauschen Sie sie.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::DurationEditor</name>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Binnen</translation>
    </message>
    <message>
        <source>since the step before</source>
        <translation>seit dem Schritt davor</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Ohne Grenze</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::DurationInput</name>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::EditorFoot</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::EditorHost</name>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::FacetEditor</name>
    <message>
        <source>Change condition</source>
        <translation>Bedingung ändern</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::Facets</name>
    <message>
        <source>Distance in km</source>
        <translation>Entfernung in km</translation>
    </message>
    <message>
        <source>Times %1</source>
        <translation>Mal %1</translation>
    </message>
    <message>
        <source>RFM, from 111 to 555</source>
        <translation>RFM, von 111 bis 555</translation>
    </message>
    <message>
        <source>RFM recency, from 1 to 5</source>
        <translation>RFM-Aktualität, von 1 bis 5</translation>
    </message>
    <message>
        <source>RFM frequency, from 1 to 5</source>
        <translation>RFM-Häufigkeit, von 1 bis 5</translation>
    </message>
    <message>
        <source>RFM spending, from 1 to 5</source>
        <translation>RFM-Umsatz, von 1 bis 5</translation>
    </message>
    <message>
        <source>Random share</source>
        <translation>Zufallsanteil</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::FootRow</name>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Abfolge</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Add to “%1”: %2</source>
        <translation>Zu „%1“ hinzufügen: %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::ForecastPane</name>
    <message>
        <source>Who leaves until</source>
        <translation>Wer geht bis</translation>
    </message>
    <message>
        <source>by time alone, if nothing happens</source>
        <translation>allein durch die Zeit, wenn nichts geschieht</translation>
    </message>
    <message>
        <source>Send time</source>
        <translation>Versandzeit</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>In %1 days</source>
        <translation>In %1 Tagen</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>gehen</translation>
    </message>
    <message>
        <source>enter</source>
        <translation>kommen</translation>
    </message>
    <message>
        <source>stay</source>
        <translation>bleiben</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show those who %1</source>
        <translation>Die zeigen, die %1</translation>
    </message>
    <message>
        <source>This lies in the past. Choose a later moment.</source>
        <translation>Das liegt in der Vergangenheit. Wählen Sie einen späteren Zeitpunkt.</translation>
    </message>
    <message>
        <source>Will leave until %1</source>
        <translation>Gehen bis %1</translation>
    </message>
    <message>
        <source>Will enter until %1</source>
        <translation>Kommen bis %1</translation>
    </message>
    <message>
        <source>Will stay until %1</source>
        <translation>Bleiben bis %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::HeldEditor</name>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Has held without a break</source>
        <translation>Gilt ohne Unterbrechung</translation>
    </message>
    <message>
        <source>for at least</source>
        <translation>seit mindestens</translation>
    </message>
    <message>
        <source>for less than</source>
        <translation>seit weniger als</translation>
    </message>
    <message>
        <source>At least or less than</source>
        <translation>Mindestens oder weniger als</translation>
    </message>
    <message>
        <source>However long</source>
        <translation>Egal wie lange</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::HistoryChart</name>
    <message>
        <source>Stored sizes over time</source>
        <translation>Gespeicherte Größen im Verlauf</translation>
    </message>
    <message>
        <source>%1: %2 people, %3 entered, %4 left</source>
        <translation>%1: %2 Personen, %3 kamen, %4 gingen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::HistoryPane</name>
    <message>
        <source>by new data</source>
        <translation>durch neue Daten</translation>
    </message>
    <message>
        <source>by a change of the segment</source>
        <translation>durch Änderung des Segments</translation>
    </message>
    <message>
        <source>as time passed</source>
        <translation>durch die Zeit</translation>
    </message>
    <message>
        <source>Refresh now</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Who leaves until…</source>
        <translation>Wer geht bis …</translation>
    </message>
    <message>
        <source>Refreshing…</source>
        <translation>Wird aktualisiert …</translation>
    </message>
    <message>
        <source>%1: %2 people</source>
        <translation>%1: %2 Personen</translation>
    </message>
    <message>
        <source>%1, the first refresh</source>
        <translation>%1, die erste Aktualisierung</translation>
    </message>
    <message>
        <source>%1 entered</source>
        <translation>%1 kamen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 gingen</translation>
    </message>
    <message>
        <source>Entered at the refresh of %1</source>
        <translation>Gekommen bei der Aktualisierung am %1</translation>
    </message>
    <message>
        <source>Left at the refresh of %1</source>
        <translation>Gegangen bei der Aktualisierung am %1</translation>
    </message>
    <message>
        <source>%1, nobody entered or left</source>
        <translation>%1, niemand kam oder ging</translation>
    </message>
    <message>
        <source>A refresh keeps who is in, to tell later who came and went.</source>
        <translation>Hält fest, wer dabei ist; später sehen Sie, wer kam und ging.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::InspectorPane</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Search members</source>
        <translation>Mitglieder suchen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Name, e-mail or key</source>
        <translation>Name, E-Mail oder Schlüssel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Why %1 is in</source>
        <translation>Warum %1 drin ist</translation>
    </message>
    <message>
        <source>Why %1 is not in</source>
        <translation>Warum %1 nicht drin ist</translation>
    </message>
    <message>
        <source>Who is in the segment</source>
        <translation>Wer im Segment ist</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Open profile</source>
        <translation>Profil öffnen</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Gründe</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>without the conditions that need mending</source>
        <translation>ohne die Bedingungen, die zu beheben sind</translation>
    </message>
    <message>
        <source>Size over %1 days</source>
        <translation>Größe über %1 Tage</translation>
    </message>
    <message>
        <source>Size over %1 days, %2 in the last 30</source>
        <translation>Größe über %1 Tage, %2 in den letzten 30</translation>
    </message>
    <message>
        <source>Events up to each moment, attributes as they are today</source>
        <translation>Ereignisse bis zu jedem Zeitpunkt, Attribute wie heute</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Whom the table shows</source>
        <translation>Wen die Tabelle zeigt</translation>
    </message>
    <message>
        <source>Back to members</source>
        <translation>Zu den Mitgliedern</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Who leaves until…</source>
        <translation>Wer geht bis …</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::JsonView</name>
    <message>
        <source>The segment as JSON</source>
        <translation>Das Segment als JSON</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3%4</source>
        <translation>Zeile %1, Spalte %2: %3%4</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::Literals</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date as QDate::toString() takes it, short</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date as QDate::toString() takes it</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::MemberTableModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::ObjectCountEditor</name>
    <message>
        <source>how many objects fit</source>
        <translation>wie viele Objekte passen</translation>
    </message>
    <message>
        <source>At least this many objects</source>
        <translation>Mindestens so viele Objekte</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>One is enough</source>
        <translation>Eines genügt</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::PercentileEditor</name>
    <message>
        <source>From percentile</source>
        <translation>Ab Perzentil</translation>
    </message>
    <message>
        <source>To percentile</source>
        <translation>Bis Perzentil</translation>
    </message>
    <message>
        <source>share of people with a lower score</source>
        <translation>Anteil der Personen mit kleinerem Wert</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Top 10 %</source>
        <translation>Obere 10 %</translation>
    </message>
    <message>
        <source>Top quarter</source>
        <translation>Oberes Viertel</translation>
    </message>
    <message>
        <source>Middle half</source>
        <translation>Mittlere Hälfte</translation>
    </message>
    <message>
        <source>Lowest quarter</source>
        <translation>Unteres Viertel</translation>
    </message>
    <message>
        <source>The band is empty; choose a higher end.</source>
        <translation>Das Band ist leer; wählen Sie ein höheres Ende.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::PlaceEditor</name>
    <message>
        <source>Latitude in degrees</source>
        <translation>Breite in Grad</translation>
    </message>
    <message>
        <source>Longitude in degrees</source>
        <translation>Länge in Grad</translation>
    </message>
    <message>
        <source>Attribute with the latitude</source>
        <translation>Attribut mit der Breite</translation>
    </message>
    <message>
        <source>Attribute with the longitude</source>
        <translation>Attribut mit der Länge</translation>
    </message>
    <message>
        <source>Distance from a place</source>
        <translation>Entfernung von einem Ort</translation>
    </message>
    <message>
        <source>in degrees</source>
        <translation>in Grad</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::RangeEditor</name>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
    <message>
        <source>Distribution of %1</source>
        <translation>Verteilung von %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Top 10 %</source>
        <translation>Obere 10 %</translation>
    </message>
    <message>
        <source>Middle half</source>
        <translation>Mittlere Hälfte</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>in range</source>
        <translation>im Bereich</translation>
    </message>
    <message>
        <source>below</source>
        <translation>darunter</translation>
    </message>
    <message>
        <source>above</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>This is no number. Type digits, such as 30 or 12.5.</source>
        <translation>Das ist keine Zahl. Tippen Sie Ziffern, etwa 30 oder 12,5.</translation>
    </message>
    <message>
        <source>The first is above the second; swap them.</source>
        <translation>Der erste ist größer als der zweite; vertauschen Sie sie.</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 Objekte</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SegmentListModel</name>
    <message>
        <source>needs mending</source>
        <translation>ist zu beheben</translation>
    </message>
    <message>
        <source>%1; %2 people %3</source>
        <translation>%1; %2 Personen %3</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SegmentListPane</name>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Filter segments</source>
        <translation>Segmente filtern</translation>
    </message>
    <message>
        <source>What you make appears here, with its size and how it moved.</source>
        <translation>Was Sie anlegen, erscheint hier, mit seiner Größe und wie sie sich änderte.</translation>
    </message>
    <message>
        <source>New segment</source>
        <translation>Neues Segment</translation>
    </message>
    <message>
        <source>Saved segments</source>
        <translation>Gespeicherte Segmente</translation>
    </message>
    <message>
        <source>New segment (Ctrl+N)</source>
        <translation>Neues Segment (Strg+N)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SegmentPane</name>
    <message>
        <source>in this segment</source>
        <translation>in diesem Segment</translation>
    </message>
    <message>
        <source>matches the node</source>
        <translation>erfüllt die Bedingung</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Edit JSON</source>
        <translation>JSON ändern</translation>
    </message>
    <message>
        <source>This cannot be counted</source>
        <translation>Das ist nicht zu zählen</translation>
    </message>
    <message>
        <source>That cannot be</source>
        <translation>Das geht nicht</translation>
    </message>
    <message>
        <source>Name of the segment</source>
        <translation>Name des Segments</translation>
    </message>
    <message>
        <source>Read it as</source>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>More for this segment</source>
        <translation>Mehr für dieses Segment</translation>
    </message>
    <message>
        <source>The clipboard holds no condition</source>
        <translation>In der Zwischenablage ist keine Bedingung</translation>
    </message>
    <message>
        <source>Opened for reading: changes are not kept</source>
        <translation>Zum Lesen geöffnet: Änderungen bleiben nicht</translation>
    </message>
    <message>
        <source>Saved in the workspace</source>
        <translation>Im Arbeitsbereich gespeichert</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>used by one campaign</source>
        <translation>in einer Kampagne benutzt</translation>
    </message>
    <message>
        <source>used by %1 campaigns</source>
        <translation>in %1 Kampagnen benutzt</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SegmentsController</name>
    <message>
        <source>New segment</source>
        <translation>Neues Segment</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1, Kopie</translation>
    </message>
    <message>
        <source>A segment needs a name.</source>
        <translation>Ein Segment braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a segment “%1” already. Choose another name.</source>
        <translation>Ein Segment „%1“ gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SegmentsPage</name>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>A segment is a question about people</source>
        <translation>Ein Segment ist eine Frage an Ihre Kunden</translation>
    </message>
    <message>
        <source>New segment</source>
        <translation>Neues Segment</translation>
    </message>
    <message>
        <source>“%1” deleted</source>
        <translation>„%1“ gelöscht</translation>
    </message>
    <message>
        <source>Say who you mean, in words. Each condition shows how many of your
%1 people it finds, exactly, while you type.</source>
        <translation>Sagen Sie, wen Sie meinen. Jede Bedingung zeigt, wie viele Ihrer
%1 Personen sie findet, genau und während Sie tippen.</translation>
    </message>
    <message>
        <source>Say who you mean, in words. Import people first,
then each condition shows how many it finds.</source>
        <translation>Sagen Sie, wen Sie meinen. Importieren Sie zuerst Personen,
dann zeigt jede Bedingung, wie viele sie findet.</translation>
    </message>
    <message>
        <source>Or begin with one that fits your data</source>
        <translation>Oder beginnen Sie mit einem, das zu Ihren Daten passt</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>The workspace is open for reading only.</source>
        <translation>Der Arbeitsbereich ist nur zum Lesen geöffnet.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SizeChart</name>
    <message>
        <source>Size over time</source>
        <translation>Größe über die Zeit</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a date as QDate::toString() takes it, without year</comment>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SqlView</name>
    <message>
        <source>The segment as SQL</source>
        <translation>Das Segment als SQL</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::Starters</name>
    <message>
        <source>Lapsed buyers</source>
        <translation>Verlorene Käufer</translation>
    </message>
    <message>
        <source>bought before, nothing for %1 days</source>
        <translation>früher gekauft, seit %1 Tagen nichts</translation>
    </message>
    <message>
        <source>Recent buyers</source>
        <translation>Neuere Käufer</translation>
    </message>
    <message>
        <source>bought in the last %1 days</source>
        <translation>in den letzten %1 Tagen gekauft</translation>
    </message>
    <message>
        <source>Cart abandoners</source>
        <translation>Warenkorbabbrecher</translation>
    </message>
    <message>
        <source>a cart in %1 days, no order within a day</source>
        <translation>ein Warenkorb in %1 Tagen, keine Bestellung binnen eines Tages</translation>
    </message>
    <message>
        <source>High engagement</source>
        <translation>Sehr aktiv</translation>
    </message>
    <message>
        <source>%1 or more times “%2” in %3 days</source>
        <translation>%1 mal oder öfter „%2“ in %3 Tagen</translation>
    </message>
    <message>
        <source>Birthday this week</source>
        <translation>Geburtstag diese Woche</translation>
    </message>
    <message>
        <source>birthday in the next %1 days</source>
        <translation>Geburtstag in den nächsten %1 Tagen</translation>
    </message>
    <message>
        <source>Viewed, did not buy</source>
        <translation>Angesehen, nicht gekauft</translation>
    </message>
    <message>
        <source>looked in %1 days, bought nothing</source>
        <translation>in %1 Tagen angesehen, nichts gekauft</translation>
    </message>
    <message>
        <source>those who said yes</source>
        <translation>alle, die ja gesagt haben</translation>
    </message>
    <message>
        <source>Newcomers</source>
        <translation>Neue</translation>
    </message>
    <message>
        <source>%1 in the last %2 days</source>
        <translation>%1 in den letzten %2 Tagen</translation>
    </message>
    <message>
        <source>the most frequent %1</source>
        <translation>am häufigsten bei %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::SubjectPicker</name>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Search attributes, events, scores, segments</source>
        <translation>Attribute, Ereignisse, Werte, Segmente suchen</translation>
    </message>
    <message>
        <source>What the condition is about</source>
        <translation>Worum es in der Bedingung geht</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Punktwerte</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Punktwert</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Two attributes compared</source>
        <translation>Zwei Attribute im Vergleich</translation>
    </message>
    <message>
        <source>of one person</source>
        <translation>einer Person</translation>
    </message>
    <message>
        <source>Random share of people</source>
        <translation>Zufälliger Anteil der Personen</translation>
    </message>
    <message>
        <source>for tests</source>
        <translation>für Tests</translation>
    </message>
    <message>
        <source>Distance from a place</source>
        <translation>Entfernung von einem Ort</translation>
    </message>
    <message>
        <source>in km</source>
        <translation>in km</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::TextEditor</name>
    <message>
        <source>Upper and lower case are the same</source>
        <translation>Groß und klein sind gleich</translation>
    </message>
    <message>
        <source>Values that hold it</source>
        <translation>Werte, die es enthalten</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Type what to look for.</source>
        <translation>Tippen Sie, was gesucht wird.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::TreeActions</name>
    <message>
        <source>Move step</source>
        <translation>Schritt verschieben</translation>
    </message>
    <message>
        <source>Remove value</source>
        <translation>Wert entfernen</translation>
    </message>
    <message>
        <source>Remove test</source>
        <translation>Test entfernen</translation>
    </message>
    <message>
        <source>Remove “held”</source>
        <translation>„Gilt seit“ entfernen</translation>
    </message>
    <message>
        <source>Remove time limit</source>
        <translation>Zeitgrenze entfernen</translation>
    </message>
    <message>
        <source>Remove time window</source>
        <translation>Zeitraum entfernen</translation>
    </message>
    <message>
        <source>Remove count</source>
        <translation>Anzahl entfernen</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>Bedingung entfernen</translation>
    </message>
    <message>
        <source>Test a property</source>
        <translation>Eigenschaft prüfen</translation>
    </message>
    <message>
        <source>Limit the time since the step before</source>
        <translation>Zeit seit dem Schritt davor begrenzen</translation>
    </message>
    <message>
        <source>Limit to a time window</source>
        <translation>Auf einen Zeitraum begrenzen</translation>
    </message>
    <message>
        <source>Count how often</source>
        <translation>Zählen, wie oft</translation>
    </message>
    <message>
        <source>Sum, average… of a property</source>
        <translation>Summe, Durchschnitt… einer Eigenschaft</translation>
    </message>
    <message>
        <source>Look at the first time</source>
        <translation>Das erste Mal ansehen</translation>
    </message>
    <message>
        <source>Look at the last time</source>
        <translation>Das letzte Mal ansehen</translation>
    </message>
    <message>
        <source>Held for how long</source>
        <translation>Wie lange es gilt</translation>
    </message>
    <message>
        <source>Add a sequence</source>
        <translation>Abfolge hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>And then did not</source>
        <translation>Und dann nicht</translation>
    </message>
    <message>
        <source>And then did</source>
        <translation>Und dann</translation>
    </message>
    <message>
        <source>Take “not” away</source>
        <translation>„Nicht“ wegnehmen</translation>
    </message>
    <message>
        <source>Not</source>
        <translation>Nicht</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Nest</source>
        <translation>Einrücken</translation>
    </message>
    <message>
        <source>Unnest</source>
        <translation>Ausrücken</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Remove step</source>
        <translation>Schritt entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>Gruppe hinzufügen</translation>
    </message>
    <message>
        <source>Add sequence</source>
        <translation>Abfolge hinzufügen</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>Change to “%1”</source>
        <translation>In „%1“ ändern</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Remove day</source>
        <translation>Tag entfernen</translation>
    </message>
    <message>
        <source>Remove field</source>
        <translation>Feld entfernen</translation>
    </message>
    <message>
        <source>Only on certain days of the week</source>
        <translation>Nur an bestimmten Wochentagen</translation>
    </message>
    <message>
        <source>Test another field of the objects</source>
        <translation>Weiteres Feld der Objekte prüfen</translation>
    </message>
    <message>
        <source>Compare with another attribute</source>
        <translation>Mit einem anderen Attribut vergleichen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::TreeLinting</name>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::TreeRow</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>everybody, until you add a condition</source>
        <translation>alle, bis Sie eine Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>nobody, until you add a condition</source>
        <translation>niemand, bis Sie eine Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>one after the other</source>
        <translation>eins nach dem anderen</translation>
    </message>
    <message>
        <source>In order, %1</source>
        <translation>Der Reihe nach, %1</translation>
    </message>
    <message>
        <source>not: %1</source>
        <translation>nicht: %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::TreeRowWidget</name>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>finds nobody</source>
        <translation>findet niemanden</translation>
    </message>
    <message>
        <source>excludes nobody</source>
        <translation>schließt niemanden aus</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>IN ORDER</source>
        <translation>DER REIHE NACH</translation>
    </message>
    <message>
        <source>NOT</source>
        <translation>NICHT</translation>
    </message>
    <message>
        <source>Click to take the “not” away</source>
        <translation>Klicken, um das „Nicht“ wegzunehmen</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
    <message>
        <source>More for: %1</source>
        <translation>Mehr für: %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::TreeView</name>
    <message>
        <source>Conditions</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Der Reihe nach</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::ValuesEditor</name>
    <message>
        <source>Search or type a value</source>
        <translation>Wert suchen oder tippen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Upper and lower case are the same</source>
        <translation>Groß und klein sind gleich</translation>
    </message>
    <message>
        <source>“%1” is no value of this kind</source>
        <translation>„%1“ ist kein Wert dieser Art</translation>
    </message>
    <message>
        <source>One value has to stay. Choose another one first.</source>
        <translation>Ein Wert muss bleiben. Wählen Sie zuerst einen anderen.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::WeekdaysEditor</name>
    <message>
        <source>Days of the week</source>
        <translation>Wochentage</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>Arbeitstage</translation>
    </message>
    <message>
        <source>Weekend</source>
        <translation>Wochenende</translation>
    </message>
    <message>
        <source>One day has to stay. Choose another one first.</source>
        <translation>Ein Tag muss bleiben. Wählen Sie zuerst einen anderen.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::WhyModel</name>
    <message>
        <source>Not</source>
        <translation>Nicht</translation>
    </message>
    <message>
        <source>%1 of %2 hold</source>
        <translation>%1 von %2 gelten</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 mal</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, last %2</source>
        <translation>%1, zuletzt %2</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>gilt</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>gilt nicht</translation>
    </message>
    <message>
        <source>What would let them in</source>
        <translation>Was sie hineinließe</translation>
    </message>
    <message>
        <source>No change of today lets them in</source>
        <translation>Keine Änderung von heute lässt sie hinein</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::WindowEditor</name>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>In the last</source>
        <translation>In den letzten</translation>
    </message>
    <message>
        <source>Before that</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>Between days</source>
        <translation>Zwischen Tagen</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to, not included</source>
        <translation>bis, ohne diesen</translation>
    </message>
    <message>
        <source>From this day</source>
        <translation>Ab diesem Tag</translation>
    </message>
    <message>
        <source>Up to this day, not included</source>
        <translation>Bis zu diesem Tag, ohne ihn</translation>
    </message>
    <message>
        <source>Tick at least one of the two days.</source>
        <translation>Kreuzen Sie mindestens einen der beiden Tage an.</translation>
    </message>
    <message>
        <source>The window ends before it begins; choose a later end.</source>
        <translation>Der Zeitraum endet, bevor er beginnt; wählen Sie ein späteres Ende.</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Days of the calendar</source>
        <translation>Tage des Kalenders</translation>
    </message>
</context>
<context>
    <name>postweave::ui::segments::WordsView</name>
    <message>
        <source>The segment in words</source>
        <translation>Das Segment in Worten</translation>
    </message>
    <message>
        <source>The segment in one sentence</source>
        <translation>Das Segment in einem Satz</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::BlockTreeModel</name>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>line %1, %2</source>
        <translation>Zeile %1, %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::BlocksView</name>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::ComparisonView</name>
    <message>
        <source>Against version %1</source>
        <translation>Gegen Version %1</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Kinds of change</source>
        <translation>Arten von Änderungen</translation>
    </message>
    <message>
        <source>What is different</source>
        <translation>Was anders ist</translation>
    </message>
    <message>
        <source>Enter shows the message of the first person of a kind.</source>
        <translation>Eingabe zeigt die Nachricht der ersten Person einer Art.</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s) of change</source>
        <translation>
            <numerusform>%n Art von Änderung</numerusform>
            <numerusform>%n Arten von Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Everybody gets the same message as before.</source>
        <translation>Alle bekommen dieselbe Nachricht wie zuvor.</translation>
    </message>
    <message>
        <source>%1 of %2 people get another message: %3</source>
        <translation>%1 von %2 Personen bekommen eine andere Nachricht: %3</translation>
    </message>
    <message>
        <source>1 person: %1</source>
        <translation>1 Person: %1</translation>
    </message>
    <message>
        <source>%1 people: %2</source>
        <translation>%1 Personen: %2</translation>
    </message>
    <message>
        <source>such as %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>line %1 → line %2</source>
        <translation>Zeile %1 → Zeile %2</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::CoverageFoot</name>
    <message numerus="yes">
        <source>%n people reach all %1 branches</source>
        <translation>
            <numerusform>%n Person erreicht alle %1 Zweige</numerusform>
            <numerusform>%n Personen erreichen alle %1 Zweige</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people reach %1 of %2 branches</source>
        <translation>
            <numerusform>%n Person erreicht %1 von %2 Zweigen</numerusform>
            <numerusform>%n Personen erreichen %1 von %2 Zweigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Step through them at the right.</source>
        <translation>Gehen Sie sie rechts durch.</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>nobody of %1 people</source>
        <translation>niemandem von %1 Personen</translation>
    </message>
    <message>
        <source>Line %1 is reached by %2.</source>
        <translation>Zeile %1 wird erreicht von %2.</translation>
    </message>
    <message>
        <source>Lines %1 are reached by %2.</source>
        <translation>Zeilen %1 werden erreicht von %2.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::EditorPane</name>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>%1 of %2 people get this: %3</source>
        <translation>%1 von %2 Personen bekommen dies: %3</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Versionen</translation>
    </message>
    <message>
        <source>Find in this template (Ctrl+F)</source>
        <translation>In dieser Vorlage suchen (Strg+F)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n anzusehen</numerusform>
            <numerusform>%n anzusehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare with an earlier version</source>
        <translation>Mit einer früheren Version vergleichen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::Mend</name>
    <message>
        <source>Add a default</source>
        <translation>Ersatz hinzufügen</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 nehmen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::NameEdit</name>
    <message>
        <source>Template name</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Click to rename</source>
        <translation>Klicken zum Umbenennen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::PersonChooser</name>
    <message>
        <source>Key, e-mail or name</source>
        <translation>Schlüssel, E-Mail oder Name</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Niemand gefunden</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Step through</source>
        <translation>Durchgehen</translation>
    </message>
    <message>
        <source>The fewest who together see every branch</source>
        <translation>Die wenigsten, die zusammen jeden Zweig sehen</translation>
    </message>
    <message>
        <source>Everybody (%1)</source>
        <translation>Alle (%1)</translation>
    </message>
    <message>
        <source>Segment %1</source>
        <translation>Segment %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::PersonStepper</name>
    <message>
        <source>Previous person (Alt+Left)</source>
        <translation>Vorige Person (Alt+Links)</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Person wählen</translation>
    </message>
    <message>
        <source>Next person (Alt+Right)</source>
        <translation>Nächste Person (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>Shown for %1; choose a person</source>
        <translation>Gezeigt für %1; Person wählen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>– of %1</source>
        <translation>– von %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::PreviewPane</name>
    <message>
        <source>As on a desktop</source>
        <translation>Wie am Schreibtisch</translation>
    </message>
    <message>
        <source>As on a tablet</source>
        <translation>Wie auf dem Tablet</translation>
    </message>
    <message>
        <source>As on a phone</source>
        <translation>Wie auf dem Telefon</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Dark mode</source>
        <translation>Dunkler Modus</translation>
    </message>
    <message>
        <source>Without pictures</source>
        <translation>Ohne Bilder</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Which campaign gives subject and sender</source>
        <translation>Welche Kampagne Betreff und Absender gibt</translation>
    </message>
    <message>
        <source>The place in the template</source>
        <translation>Die Stelle in der Vorlage</translation>
    </message>
    <message>
        <source>Nobody to show it for yet</source>
        <translation>Noch niemand, für den sie zu zeigen wäre</translation>
    </message>
    <message>
        <source>The preview shows the message as a real person of yours would get it. Import people, and it appears here.</source>
        <translation>Die Vorschau zeigt die Nachricht, wie eine Ihrer Personen sie bekäme. Importieren Sie Personen, dann erscheint sie hier.</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>Personen importieren</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>Go to line %1</source>
        <translation>Zu Zeile %1</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>Nächste Person</translation>
    </message>
    <message>
        <source>No subject yet</source>
        <translation>Noch kein Betreff</translation>
    </message>
    <message>
        <source>A campaign gives subject and sender</source>
        <translation>Eine Kampagne gibt Betreff und Absender</translation>
    </message>
    <message>
        <source>(empty subject)</source>
        <translation>(leerer Betreff)</translation>
    </message>
    <message>
        <source>Links are not followed here: %1</source>
        <translation>Links werden hier nicht verfolgt: %1</translation>
    </message>
    <message>
        <source>It has no dark style: mail programs keep or invert its colours</source>
        <translation>Sie hat keinen dunklen Stil: Mailprogramme lassen oder kehren ihre Farben um</translation>
    </message>
    <message numerus="yes">
        <source>%n things on the web were not fetched; pictures show their words</source>
        <translation>
            <numerusform>%n Ding im Netz wurde nicht geholt; Bilder zeigen ihre Worte</numerusform>
            <numerusform>%n Dinge im Netz wurden nicht geholt; Bilder zeigen ihre Worte</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs no script, fetches nothing from the network</source>
        <translation>Führt kein Skript aus, holt nichts aus dem Netz</translation>
    </message>
    <message>
        <source>As in %1</source>
        <translation>Wie in %1</translation>
    </message>
    <message>
        <source>The template alone</source>
        <translation>Die Vorlage allein</translation>
    </message>
    <message>
        <source>As large as fits</source>
        <translation>So groß es passt</translation>
    </message>
    <message>
        <source>Zoom %1</source>
        <translation>Vergrößerung %1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::ProblemListModel</name>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1, line %2, column %3</source>
        <translation>%1, Zeile %2, Spalte %3</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::ProblemsPane</name>
    <message>
        <source>Ctrl + . mends the one at the caret</source>
        <translation>Strg + . behebt das am Cursor</translation>
    </message>
    <message>
        <source>Hide the problems</source>
        <translation>Probleme verbergen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>Probleme zeigen</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Keine gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::TemplateListModel</name>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::TemplatesController</name>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>A template needs a name.</source>
        <translation>Eine Vorlage braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a template of that name already; choose another name.</source>
        <translation>Eine Vorlage dieses Namens gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::TemplatesPage</name>
    <message>
        <source>A template is one message with many faces</source>
        <translation>Eine Vorlage ist eine Nachricht mit vielen Gesichtern</translation>
    </message>
    <message>
        <source>Write it once in HTML, say with Liquid who reads what,
and see beside it what each of your people gets.</source>
        <translation>Schreiben Sie sie einmal in HTML, sagen Sie mit Liquid, wer was liest,
und sehen Sie daneben, was jede Person bekommt.</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message>
        <source>Ctrl N</source>
        <translation>Strg N</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>The workspace did not take it</source>
        <translation>Der Arbeitsbereich hat es nicht angenommen</translation>
    </message>
    <message>
        <source>These people cannot be found</source>
        <translation>Diese Personen sind nicht zu finden</translation>
    </message>
    <message>
        <source>The name stays as it was</source>
        <translation>Der Name bleibt, wie er war</translation>
    </message>
    <message>
        <source>Or begin with one of these</source>
        <translation>Oder beginnen Sie mit einer von diesen</translation>
    </message>
    <message>
        <source>line %1 · %2</source>
        <translation>Zeile %1 · %2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Ln %1, Col %2 · HTML with Liquid</source>
        <translation>Z %1, Sp %2 · HTML mit Liquid</translation>
    </message>
    <message>
        <source> · not saved yet</source>
        <translation> · noch nicht gespeichert</translation>
    </message>
    <message>
        <source>template.liquid.html</source>
        <translation>vorlage.liquid.html</translation>
    </message>
    <message>
        <source>Fold all blocks</source>
        <translation>Alle Blöcke zuklappen</translation>
    </message>
    <message>
        <source>Unfold all blocks</source>
        <translation>Alle Blöcke aufklappen</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Versionen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Compare the template with an earlier version</source>
        <translation>Die Vorlage mit einer früheren Version vergleichen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::templates::TemplatesPane</name>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Everybody gets the same. Write {% if … %} to make a part depend on who reads it.</source>
        <translation>Alle bekommen dasselbe. Schreiben Sie {% if … %}, damit ein Teil davon abhängt, wer liest.</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message numerus="yes">
        <source>%n branches</source>
        <translation>
            <numerusform>%n Zweig</numerusform>
            <numerusform>%n Zweige</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>postweave::ui::webview::PreviewView</name>
    <message>
        <source>Message as the recipient sees it</source>
        <translation>Nachricht, wie der Empfänger sie sieht</translation>
    </message>
</context>
</TS>
