@capability:C13 @service:pds
Feature: A patient's details as the Personal Demographics Service has them
  Whoever opens a patient's details sees what holds nationally at that moment, and is told when that cannot be found out.

  Background:
    Given Joan Okafor is registered at the practice
    And a receptionist is signed in

  @req:PDS02 @req:E00164 @api
  Scenario: What changed elsewhere is there when the details are opened
    Given another organisation has since changed her address nationally
    When the receptionist opens Joan's details
    Then the practice's record has the other organisation's address

  @req:E00164 @api
  Scenario: Where she lived before is not forgotten
    Given another organisation has since changed her address nationally
    When the receptionist opens Joan's details
    Then the practice's record still tells where she lived before, and until when

  @req:PDS02 @req:TIF-PDS-06 @api
  Scenario: PDS is asked once for one look
    When the receptionist opens Joan's details
    Then the details are shown
    And PDS was asked for her record once

  @req:TIF-PDS-06 @req:E00165 @api
  Scenario: Looking at the practice's own record does not depend on PDS
    When the receptionist looks at Joan's record
    Then the details are shown
    And nothing is sent to the Personal Demographics Service

  @req:PDS02 @api
  Scenario: The NHS number is shown as verified
    When the receptionist opens Joan's details
    Then her NHS number is shown as present and verified

  @req:PDS02 @req:E00176 @hazard:HZ-WRONG-PATIENT @api
  Scenario: The NHS number was replaced
    Given her NHS number has since been replaced by another
    When the receptionist opens Joan's details
    Then the practice's record has the new NHS number, and the old one as a former number

  @req:PDS02 @req:TIF-CS-10 @negative @hazard:HZ-WRONG-PATIENT @api
  Scenario: The NHS number was withdrawn
    Given her NHS number has since been withdrawn
    When the receptionist opens Joan's details
    Then the user is told that the NHS number is not valid any more

  @req:PDS02 @req:E00176 @hazard:HZ-DECEASED @api
  Scenario: She died
    Given PDS has since learnt that she died on 2 May 2025
    When the receptionist opens Joan's details
    Then the practice's record says that she died on 2 May 2025

  @req:TIF-IG-PRIV-01 @hazard:HZ-WHEREABOUTS @api
  Scenario: Where she is must not be known any more
    Given her national record has since been marked as sensitive
    When the receptionist opens Joan's details
    Then the practice's record is marked as sensitive, and does not tell where she is

  @req:PDS02 @req:TIF-CS-11 @negative @api
  Scenario Outline: PDS <is in trouble> while details are opened
    Given PDS <is in trouble> whenever Joan's details are read
    When the receptionist opens Joan's details
    Then the user is told that the national service is in trouble
    And PDS is left in peace about Joan

    Examples:
      | is in trouble                          |
      | fails                                  |
      | answers with an error page             |
      | answers with rubbish                   |
      | breaks off in the middle of its answer |
      | labels its answer as something else    |
      | gives up after its own time            |
      | refuses                                |

    @waits
    Examples:
      | is in trouble        |
      | drops the connection |

  @req:PDS02 @req:TIF-PDS-04 @negative @api @waits
  Scenario: PDS falls silent while details are opened
    Given PDS falls silent whenever Joan's details are read
    When the receptionist opens Joan's details
    Then the user is told that the national service is in trouble

  @req:TIF-PDS-06 @req:TIF-PDS-04 @negative @api
  Scenario Outline: PDS <is in trouble> for a moment while details are opened
    Given PDS <is in trouble> when Joan's details are next read
    When the receptionist opens Joan's details
    Then the details are shown
    And PDS is left in peace about Joan

    Examples:
      | is in trouble        |
      | drops the connection |

    @waits
    Examples:
      | is in trouble      |
      | asks for a moment  |
      | is asked too often |
