// How files call the fields, in English, German, Spanish, French and Hindi. Folded by foldText before comparing. Pure.
import type { ImportField } from "@/server/imports/parsing/columns/fields";

export const headerNames: Record<ImportField, string> = {
  debtor_id:
    "customer id|customer no|customer number|customer code|customer ref|customer account|account id|account no|account number|account code|debtor id|debtor no|debtor number|client id|client no|client number|client code|cust id|cust no|buyer id|payer id|shipper id|consignee id|party code|kundennummer|kunden nr|kundennr|kunden id|kd nr|debitor|debitorennummer|debitor nr|debitorenkonto|id cliente|codigo cliente|codigo de cliente|numero de cliente|n cliente|nº cliente|num cliente|cliente id|cod cliente|numero client|n client|n° client|no client|code client|id client|reference client|compte client|ग्राहक आईडी|ग्राहक संख्या|ग्राहक क्रमांक|ग्राहक कोड|देनदार आईडी|पार्टी कोड",
  debtor_name:
    "customer|customer name|company|company name|debtor|debtor name|client|client name|account name|account|buyer|buyer name|business name|bill to|bill to name|payer|party name|organisation|organization|shipper|consignee|kunde|kundenname|firma|firmenname|name des kunden|unternehmen|debitorname|cliente|nombre cliente|nombre del cliente|nombre de cliente|razon social|empresa|deudor|client nom|nom client|nom du client|raison sociale|societe|entreprise|debiteur|ग्राहक|ग्राहक का नाम|ग्राहक नाम|कंपनी|कंपनी का नाम|फर्म का नाम|देनदार|देनदार का नाम|पार्टी का नाम",
  debtor_kind:
    "customer type|debtor type|account type|client type|type of customer|debtor kind|customer kind|consumer or company|kundentyp|kundenart|tipo de cliente|tipo cliente|type de client|type client|ग्राहक प्रकार|ग्राहक का प्रकार",
  street:
    "street|street address|address|address 1|address line 1|address line1|billing address|billing street|strasse|strasse und hausnummer|anschrift|adresse|calle|direccion|domicilio|rue|adresse de facturation|voie|पता|गली|सड़क",
  city: "city|town|billing city|stadt|ort|wohnort|ciudad|poblacion|localidad|ville|commune|शहर|नगर",
  region:
    "region|state|province|county|state province|state code|billing state|bundesland|land region|provincia|estado provincia|comunidad autonoma|departement|province etat|राज्य|प्रांत",
  postal_code:
    "postal code|postcode|post code|zip|zip code|zipcode|pin|pin code|pincode|billing zip|plz|postleitzahl|codigo postal|cp|c p|code postal|पिन कोड|पिनकोड|डाक कोड",
  country:
    "country|country code|country name|billing country|iso country|land|landerkode|landercode|landerkennzeichen|laendercode|staat|pais|codigo pais|codigo de pais|pays|code pays|देश|देश कोड|देश का कोड",
  address_verified:
    "address verified|verified address|address confirmed|address valid|adresse gepruft|adresse verifiziert|anschrift gepruft|direccion verificada|adresse verifiee|पता सत्यापित|सत्यापित पता",
  time_zone: "time zone|timezone|tz|zeitzone|zona horaria|huso horario|fuseau horaire|समय क्षेत्र",
  language: "language|locale|lang|preferred language|sprache|idioma|lengua|langue|भाषा",
  tags: "tags|tag|labels|segment|segments|customer group|kundengruppe|etiquetas|grupo|etiquettes|groupe|टैग|समूह",
  contact_name:
    "contact|contact name|contact person|ap contact|accounts payable contact|attention|attn|primary contact|full name|name|ansprechpartner|kontakt|kontaktperson|kontaktname|contacto|persona de contacto|nombre contacto|nombre de contacto|nombre del contacto|nom du contact|nom contact|interlocuteur|personne de contact|संपर्क|संपर्क व्यक्ति|संपर्क का नाम|संपर्क नाम",
  job_title:
    "job title|title|position|role|contact role|funktion|berufsbezeichnung|cargo|puesto|fonction|poste|पद|पदनाम",
  email:
    "email|e mail|email address|e mail address|mail|contact email|billing email|ap email|e mail adresse|mailadresse|email adresse|correo|correo electronico|email contacto|courriel|adresse email|adresse e mail|adresse electronique|mel|ईमेल|ई मेल|ईमेल पता",
  phone:
    "phone|phone number|telephone|telephone number|tel|tel no|contact phone|office phone|landline|phone no|telefon|telefonnummer|tel nr|rufnummer|telefono|telefono fijo|numero de telefono|telephone fixe|numero de telephone|फ़ोन|फोन|फ़ोन नंबर|फोन नंबर|दूरभाष",
  mobile:
    "mobile|mobile phone|mobile number|cell|cell phone|cellphone|mobile no|whatsapp|handy|handynummer|mobil|mobilnummer|mobiltelefon|movil|telefono movil|celular|portable|telephone portable|mobile portable|मोबाइल|मोबाइल नंबर|मोबाईल",
  numbers_verified_on:
    "number verified on|numbers verified on|phone verified on|mobile verified on|phone verification date|number verification date|nummer gepruft am|nummer geprueft am|numero verificado el|numero verifie le|नंबर जाँच तिथि",
  email_consent:
    "email consent|e mail consent|consent email|consent to email|email opt in|email permission|email allowed|einwilligung email|einwilligung e mail|email einwilligung|e mail einwilligung|consentimiento email|consentimiento correo|consentement email|consentement e mail|consentement courriel|ईमेल सहमति|ई मेल सहमति",
  sms_consent:
    "sms consent|text consent|consent sms|consent to sms|consent to text|sms opt in|sms permission|sms allowed|einwilligung sms|sms einwilligung|consentimiento sms|consentement sms|एसएमएस सहमति|sms सहमति",
  call_consent:
    "call consent|phone consent|voice consent|consent call|consent to call|consent to calls|call opt in|call permission|call allowed|einwilligung anruf|einwilligung telefon|anruf einwilligung|telefon einwilligung|consentimiento llamada|consentimiento llamadas|consentimiento telefono|consentement appel|consentement appels|consentement telephone|कॉल सहमति|फ़ोन सहमति|फोन सहमति",
  consent_on:
    "consent date|consent on|consented on|date of consent|consent given on|einwilligung am|datum der einwilligung|fecha de consentimiento|fecha consentimiento|date de consentement|date du consentement|सहमति तिथि|सहमति की तिथि|सहमति दिनांक",
  consent_wording:
    "consent wording|consent text|consent statement|wording of consent|wortlaut der einwilligung|einwilligungstext|texto de consentimiento|texte du consentement|सहमति का पाठ",
  email_opt_out:
    "email opt out|do not email|no email|unsubscribed|email unsubscribed|keine e mail|no enviar correo|baja email|desinscrit|ne pas envoyer d email|ईमेल मना",
  sms_opt_out: "sms opt out|do not text|no sms|do not sms|keine sms|no enviar sms|baja sms|pas de sms|एसएमएस मना",
  call_opt_out: "call opt out|do not call|no call|no calls|dnc|nicht anrufen|no llamar|ne pas appeler|कॉल मना",
  invoice_number:
    "invoice|invoice no|invoice number|invoice id|invoice ref|invoice reference|inv no|inv number|inv|bill no|bill number|document number|document no|reference number|pro number|freight bill|freight bill number|rechnung|rechnungsnummer|rechnungs nr|rechnungsnr|rechnung nr|re nr|belegnummer|belegnr|factura|numero de factura|numero factura|n factura|nº factura|num factura|no factura|facture|numero de facture|numero facture|n facture|n° facture|no facture|num facture|चालान|चालान संख्या|चालान नंबर|बिल संख्या|बिल नंबर|इनवॉइस संख्या|इनवॉइस नंबर|बीजक संख्या",
  issued_on:
    "invoice date|issue date|issued on|issued|date issued|date of invoice|bill date|billing date|document date|inv date|date|rechnungsdatum|belegdatum|ausstellungsdatum|datum|rechnung vom|fecha de factura|fecha factura|fecha de emision|fecha emision|fecha|date de facture|date facture|date de facturation|date d emission|date emission|चालान तिथि|चालान दिनांक|बिल तिथि|बिल दिनांक|इनवॉइस तिथि|इनवॉइस दिनांक|दिनांक|तारीख",
  due_on:
    "due date|due on|due|date due|payment due|payment due date|pay by|maturity|maturity date|net due date|falligkeit|falligkeitsdatum|fallig am|fallig|zahlbar bis|zahlungsziel datum|netto falligkeit|vencimiento|fecha de vencimiento|fecha vencimiento|vence|echeance|date d echeance|date echeance|a payer avant|देय तिथि|देय दिनांक|भुगतान की अंतिम तिथि|नियत तिथि",
  terms_days:
    "terms|terms days|payment terms|payment terms days|net days|days|credit days|credit period|zahlungsziel|zahlungsziel tage|zahlungsbedingungen|plazo|plazo de pago|dias de pago|condiciones de pago|delai de paiement|conditions de paiement|भुगतान शर्तें|उधार दिन|क्रेडिट दिन",
  amount:
    "amount|invoice amount|total|total amount|invoice total|gross amount|gross|amount due|invoice value|bill amount|original amount|value|grand total|betrag|rechnungsbetrag|bruttobetrag|brutto|gesamtbetrag|gesamt|summe|importe|importe total|importe factura|monto|monto total|valor|montant|montant ttc|montant total|montant facture|total ttc|राशि|रकम|कुल राशि|चालान राशि|बिल राशि|इनवॉइस राशि",
  currency: "currency|currency code|ccy|cur|curr|iso currency|wahrung|waehrung|moneda|divisa|devise|monnaie|मुद्रा|करेंसी",
  open_amount:
    "open amount|balance|balance due|outstanding|outstanding amount|amount outstanding|open balance|remaining|remaining amount|unpaid amount|amount open|offener betrag|offen|restbetrag|saldo|offener saldo|saldo pendiente|importe pendiente|pendiente|montant du|solde|solde du|reste a payer|restant du|बकाया|बकाया राशि|शेष राशि|शेष",
  paid_amount:
    "paid amount|amount paid|paid|payments|total paid|amount received|received amount|bezahlt|bezahlter betrag|gezahlt|zahlbetrag|importe pagado|pagado|monto pagado|montant paye|paye|montant regle|भुगतान राशि|भुगतान की गई राशि|प्राप्त राशि",
  settled_on:
    "settled date|settled on|settled|settlement date|paid date|paid on|date paid|payment date|date of payment|clearing date|cleared on|closed date|bezahlt am|zahlungsdatum|zahldatum|ausgleichsdatum|zahlungseingang|fecha de pago|fecha pago|fecha de cobro|pagado el|date de paiement|date paiement|date de reglement|date reglement|paye le|regle le|भुगतान तिथि|भुगतान दिनांक|भुगतान की तिथि|निपटान तिथि",
  status:
    "status|invoice status|state of invoice|payment status|rechnungsstatus|zahlungsstatus|estado|estado factura|estado de pago|statut|statut facture|etat|स्थिति|चालान स्थिति|भुगतान स्थिति",
  disputed:
    "disputed|dispute|in dispute|is disputed|contested|queried|strittig|reklamiert|bestritten|in klarung|disputa|en disputa|disputada|reclamada|litige|en litige|conteste|contestee|विवादित|विवाद",
  dispute_reason:
    "dispute reason|reason for dispute|dispute note|dispute code|query reason|reklamationsgrund|streitgrund|motivo de disputa|motivo disputa|motif du litige|motif litige|विवाद का कारण|विवाद कारण",
  load_number:
    "load|load no|load number|load id|shipment|shipment number|shipment id|shipment no|trip number|ladung|ladungsnummer|ladenummer|sendung|sendungsnummer|transportnummer|numero de carga|n carga|carga|numero de envio|envio|numero de chargement|chargement|numero d expedition|expedition|लोड संख्या|लोड नंबर|शिपमेंट संख्या",
  bol_number:
    "bol|bol number|bol no|b l|bl number|bill of lading|bill of lading number|waybill|waybill number|awb|cmr|cmr number|lr number|lr no|frachtbrief|frachtbriefnummer|cmr nummer|konnossement|conocimiento de embarque|carta de porte|albaran|connaissement|lettre de voiture|numero cmr|बिल्टी|बिल्टी संख्या|बिल्टी नंबर|एलआर संख्या",
  lane_origin:
    "origin|lane origin|from|pickup|pick up|pickup city|origin city|ship from|loading place|place of loading|abgangsort|ladeort|beladeort|abholort|von|versandort|origen|lugar de carga|recogida|origine|depart|lieu de chargement|enlevement|मूल स्थान|प्रस्थान|प्रेषण स्थान|से",
  lane_destination:
    "destination|lane destination|to|delivery|delivery city|destination city|ship to|drop off|place of delivery|unloading place|zielort|entladeort|lieferort|empfangsort|nach|destino|lugar de entrega|entrega|destination ville|arrivee|lieu de livraison|livraison|गंतव्य|गंतव्य स्थान|तक",
  transport_mode:
    "mode|transport mode|mode of transport|service|service type|equipment|equipment type|verkehrstrager|transportart|transportmittel|modo|modo de transporte|tipo de transporte|mode de transport|type de transport|परिवहन का प्रकार|परिवहन माध्यम",
  has_pod:
    "pod|has pod|pod received|proof of delivery|pod attached|pod available|ablieferbeleg|ablieferungsnachweis|liefernachweis|prueba de entrega|comprobante de entrega|preuve de livraison|bon de livraison signe|पीओडी|डिलीवरी प्रमाण|सुपुर्दगी प्रमाण",
  short_pay:
    "short pay|short pay amount|shortpay|short paid|deduction|deductions|underpayment|kurzung|abzug|minderzahlung|unterzahlung|pago corto|deduccion|descuento aplicado|paiement partiel|deduction appliquee|moins percu|कटौती|कम भुगतान",
  factored:
    "factored|sold to factor|assigned to factor|assigned to factoring|factoring|faktoriert|an factor verkauft|abgetreten|factorizado|cedido a factor|cede au factor|affacture|फ़ैक्टर किया|फ़ैक्टरिंग",
  portal_rejected:
    "portal rejected|rejected by portal|portal rejection|invoice rejected|edi rejected|rejected|vom portal abgelehnt|portal abgelehnt|abgelehnt|rechazado por portal|rechazada|rejete par le portail|rejetee|पोर्टल ने लौटाया|अस्वीकृत",
  accessorials:
    "accessorial|accessorials|accessorial charges|accessorial amount|extra charges|surcharges|detention|nebenkosten|zuschlage|zusatzkosten|zusatzgebuhren|cargos adicionales|recargos|accesorios|frais accessoires|frais annexes|supplements|अतिरिक्त शुल्क|सहायक शुल्क",
  documents:
    "documents|document|attachments|files|dokumente|anhange|unterlagen|documentos|adjuntos|pieces jointes|दस्तावेज़|दस्तावेज",
};
