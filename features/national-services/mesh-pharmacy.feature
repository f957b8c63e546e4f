@capability:C9 @service:mesh @api
Feature: What pharmacies tell the practice
  Pharmacies write after a consultation, a vaccination, or an emergency supply: in words, and in codes. The words are a document to be
  reviewed. What is said in codes becomes part of the record only once a clinician has decided so, and always says whose it is.

  Background:
    Given Joan Okafor is registered at the practice

  Scenario Outline: A pharmacy writes: <letter>
    Given Hollins Pharmacy has sent a <letter> about Joan
    When the system collects its messages
    Then the document is in Joan's record once, as it was sent, to be reviewed
    And what it says in codes is put before a clinician, whole and as it was sent
    And Hollins Pharmacy is told that it came through, and that she is a patient here

    @req:GPCUR01 @req:TIF-UR-01
    Examples:
      | letter                |
      | pharmacy consultation |

    @req:DMPF1
    Examples:
      | letter                   |
      | vaccination notification |

    @req:DMPF2
    Examples:
      | letter                  |
      | emergency supply notice |

  @req:GPCUR01
  Scenario: A clinician takes one thing over, and leaves the other out
    Given Hollins Pharmacy has sent a pharmacy consultation about Joan
    And the system has collected its messages
    When the GP takes the blood pressure over, and nothing else
    Then the blood pressure is part of Joan's record, as the pharmacy's
    And the medicine is not part of it

  @negative @req:TIF-IG-RBAC-01
  Scenario: Who is no clinician takes nothing over
    Given Hollins Pharmacy has sent a pharmacy consultation about Joan
    And the system has collected its messages
    When the medical secretary takes the blood pressure over, and nothing else
    Then the user is told that documents are not for them
    And nothing that the pharmacy says in codes is part of Joan's record

  @negative @req:DMPF1 @hazard:HZ-DELAYED-CARE
  Scenario: A vaccination that was not given
    Given Hollins Pharmacy has sent a vaccination notification about Joan that says it was not given
    When the system collects its messages
    Then the vaccination is shown as one that was not given

  @negative @req:GPCUR01
  Scenario: Something that was entered in error
    Given Hollins Pharmacy has sent a pharmacy consultation about Joan in which the blood pressure was entered in error
    When the system collects its messages
    Then what it says in codes is put before a clinician, whole and as it was sent

  @negative @req:GPCUR01 @hazard:HZ-WRONG-PATIENT
  Scenario: A medicine that somebody else was given
    Given Hollins Pharmacy has sent a pharmacy consultation about Joan in which the medicine is somebody else's
    When the system collects its messages
    Then the document is not in Joan's record
    And Hollins Pharmacy is told that the document is not as it should be
    And nothing that the pharmacy says in codes is part of Joan's record

  @negative @req:FHIR-RR-03 @hazard:HZ-ALLERGY
  Scenario: Something that this system has no place for
    Given Hollins Pharmacy has sent a pharmacy consultation about Joan that tells of an allergy too
    When the system collects its messages
    Then a clinician can see that there is something more, and what it is

  @negative @req:FHIR-RR-02 @hazard:HZ-WRONG-PATIENT
  Scenario: A patient whom nobody knows at first
    Given Hollins Pharmacy has sent a pharmacy consultation with Joan's NHS number and another surname
    And the system has collected its messages
    And nothing that the pharmacy says in codes is shown in Joan's record
    When the medical secretary puts that document into Joan’s record
    Then what it says in codes is put before a clinician, whole and as it was sent

  @negative @req:GPCUR01 @hazard:HZ-DUPLICATE-THERAPY
  Scenario: A corrected consultation
    Given Hollins Pharmacy has sent a pharmacy consultation about Joan
    And the system has collected its messages
    And Hollins Pharmacy has sent a corrected pharmacy consultation in its place
    When the system collects its messages
    Then what it says in codes is put before a clinician, whole and as it was sent
    And what the first one said is shown as replaced
