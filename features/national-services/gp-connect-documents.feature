@capability:C15 @service:gp-connect @api
Feature: Other organisations see documents
  A clinician elsewhere finds and opens the letters about a patient that somebody at the practice has read.

  Background:
    Given Joan Okafor is registered at the practice
    And the practice shares records, documents and appointments with other organisations

  @req:GPCARS01
  Scenario: A letter is found and opened
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    When another organisation searches for Joan's documents
    Then the other organisation is shown the document "Cardiology clinic"
    When another organisation opens the document
    Then the other organisation has the document "Cardiology clinic" as it was filed

  @req:GPCARS01
  Scenario Outline: A letter is found <how>
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    When another organisation searches for Joan's documents <how>
    Then the other organisation is shown the document "Cardiology clinic"

    Examples:
      | how              |
      | since 1 May 2024 |
      | in May 2024      |
      | by the practice  |

  @negative @req:GPCARS01
  Scenario: A letter of another time
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and read
    When another organisation searches for Joan's documents until 1 May 2024
    Then the other organisation is shown no document

  @negative @req:GPCARS01
  Scenario: A patient without documents
    When another organisation searches for Joan's documents
    Then the other organisation is shown no document

  @negative @req:TIF-IG-SHARE-01
  Scenario: A letter that nobody has read
    Given a letter "Cardiology clinic" of 12 May 2024 about Joan has been filed and not read
    When another organisation searches for Joan's documents
    Then the other organisation is shown no document
    When another organisation opens the document
    Then the call is refused because there is nothing like that

  @negative @req:TIF-GPC-11
  Scenario: A letter that is too large
    Given a letter "Scan of the heart" of six megabytes about Joan has been filed and read
    When another organisation searches for Joan's documents
    Then the other organisation is shown the document "Scan of the heart"
    When another organisation opens the document
    Then the call is refused because there is nothing like that

  @negative @req:TIF-GPC-11
  Scenario: A letter that there is not
    When another organisation opens a document that there is not
    Then the call is refused because there is nothing like that

  @negative @req:TIF-GPC-11
  Scenario Outline: A search that is not in order: <how>
    When another organisation searches for Joan's documents <how>
    Then the call is refused because a parameter is not valid

    Examples:
      | how                                |
      | without what has to go along       |
      | without the patient                |
      | by somebody known by another code  |
      | by what nobody knows               |
      | since what is no day               |

  @negative @req:TIF-GPC-22 @req:TIF-IG-SHARE-01
  Scenario Outline: The documents of somebody whose record is not given out: <who>
    Given Tariq Mansour is <who>
    When another organisation searches for Tariq's documents
    Then the call is refused because there is no such patient

    Examples:
      | who                                 |
      | not registered here                 |
      | a temporary patient                 |
      | a patient whose record is sensitive |

  @negative @req:TIF-IG-SHARE-01
  Scenario: A patient who does not want it
    Given Joan does not want her record shared
    When another organisation searches for Joan's documents
    Then the call is refused because the patient does not want their record shared

  @req:TIF-GPC-18
  Scenario Outline: Who somebody is, asked to see documents, <how>
    When another organisation asks who Joan is, to see documents <how>
    Then the other organisation is told

    Examples:
      | how                                                    |
      | in JSON                                                |
      | in XML                                                 |
      | in XML, as the address says                            |
      | in XML, as the address says before all else            |
      | in XML, as the address says, whatever the header says  |
      | in JSON, as the address says, whatever the header says |

  @req:TIF-IG-SHARE-01
  Scenario: Somebody who does not want it is found all the same
    Given Joan does not want her record shared
    When another organisation asks for who Joan is, to see documents
    Then the other organisation is told

  @negative @req:TIF-GPC-18 @req:TIF-IG-SHARE-01
  Scenario Outline: Nobody is found to see documents of: <who>
    Given Tariq Mansour is <who>
    When another organisation asks for who Tariq is, to see documents
    Then the other organisation is told that there is nobody like that

    Examples:
      | who                                 |
      | not registered here                 |
      | a patient who has left              |
      | a patient who has died              |
      | a patient whose record is sensitive |

  @negative @serial @req:TIF-GPC-09
  Scenario: A practice that does not share documents
    Given the practice does not share documents with other organisations
    When another organisation searches for Joan's documents
    Then the call is refused because the practice does not share this
