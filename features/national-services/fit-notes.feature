@capability:C15 @service:mesh @api
Feature: Fit notes
  Clinicians of five professions issue statements of fitness for work, on the national form and in their own name. A note is kept in the
  patient's record, and once a week the practice reports which were issued, and not for whom.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-EMED3-01 @req:E00138 @req:TIF-EMED3-02
  Scenario Outline: A <persona> issues a fit note
    When the <persona> issues a fit note for Joan
    Then the fit note is on Joan's record, issued by the <persona> as <profession>

    Examples:
      | persona                | profession             |
      | GP                     | doctor                 |
      | practice nurse         | nurse                  |
      | clinical pharmacist    | pharmacist             |
      | physiotherapist        | physiotherapist        |
      | occupational therapist | occupational therapist |

  @req:TIF-EMED3-01 @req:E00138 @negative
  Scenario Outline: A <persona> cannot issue a fit note
    When the <persona> issues a fit note for Joan
    Then the user is told that the role does not allow it
    And there is no fit note on Joan's record

    Examples:
      | persona           |
      | paramedic         |
      | medical secretary |
      | receptionist      |

  @req:TIF-EMED3-02 @negative
  Scenario: Nobody issues one in another's name
    When the practice nurse issues a fit note for Joan and names the GP as its issuer
    Then the fit note is on Joan's record, issued by the practice nurse as nurse

  @req:TIF-EMED3-02
  Scenario: The audit trail has who issued it
    When the GP issues a fit note for Joan
    Then the audit trail says that the GP wrote in Joan's record

  @req:eMED3-03
  Scenario: The form that is in force
    When the GP issues a fit note for Joan
    Then the fit note is on the national form of 2022

  @req:eMED3-03
  Scenario: Joan could work with some adjustments
    When the GP certifies that Joan may be fit for work, with altered hours and amended duties
    Then the fit note says so

  @req:eMED3-03 @negative
  Scenario Outline: A fit note <that is wrong>
    When the GP issues a fit note for Joan <that is wrong>
    Then the user is told what is wrong with the fit note
    And there is no fit note on Joan's record

    Examples:
      | that is wrong                                        |
      | that ends before it begins                           |
      | for more than three months of a new condition        |
      | after an assessment tomorrow                         |
      | without saying what she has                          |
      | that says she may be fit for work, and not how       |
      | that says she is not fit for work, and how she could |

  @req:eMED3-03
  Scenario Outline: A fit note <that is right>
    When the GP issues a fit note for Joan <that is right>
    Then the fit note is on Joan's record, issued by the GP as doctor

    Examples:
      | that is right                                  |
      | for just under three months of a new condition |
      | for half a year of an old condition            |

  @req:TIF-EMED3-04
  Scenario: A print from the record is a duplicate
    Given the GP has issued a fit note for Joan
    When the fit note is printed
    Then the print has everything that the fit note says, and is no duplicate
    When the fit note is printed
    Then the print is marked as a duplicate

  @req:TIF-EMED3-03 @serial
  Scenario: What is reported of a fit note
    Given the practice nurse has issued a fit note for Joan
    When the week of the fit note is reported
    Then the fit note is reported once, with what was certified and the profession of the practice nurse
    And the file says what it is, and goes to whom it is for
    And nothing that was reported tells who Joan is, or what the clinician wrote

  @req:TIF-EMED3-03 @serial
  Scenario: A duplicate is no second fit note
    Given the GP has issued a fit note for Joan
    And the fit note has been printed twice
    When the week of the fit note is reported
    Then the fit note is reported once, with what was certified and the profession of the GP

  @req:TIF-EMED3-03 @req:TIF-NDOP-02 @serial
  Scenario: Somebody has opted out at the practice
    Given the GP has issued a fit note for Joan
    And the receptionist has noted Joan's type 1 opt-out
    When the week of the fit note is reported
    Then the fit note is not reported

  @req:TIF-EMED3-03 @serial @negative
  Scenario: A report that is made again has a reference of its own
    Given the GP has issued a fit note for Joan
    When the week of the fit note is reported
    And the week of the fit note is reported
    Then the fit note is reported under two references
