@capability:C13 @service:gp-connect @api
Feature: Other organisations find patients, clinicians and the practice
  Before anything else another organisation asks who somebody is, and where. It is told what the practice's system can do, finds patients
  of today by their NHS number, and the clinicians, the surgery and the practice that records and appointments speak of.

  Background:
    Given Joan Okafor is registered at the practice

  @req:TIF-GPC-18 @req:TIF-GPC-05
  Scenario Outline: Asking for <what>
    When another organisation asks for <what>
    Then the other organisation is told

    Examples:
      | what                                  |
      | who Joan is                           |
      | Joan's details                        |
      | who the GP is                         |
      | the GP's details                      |
      | which practice it is                  |
      | the practice's details                |
      | the surgery's details                 |
      | what the system can do                |
      | what the system can tell of records   |
      | what the system can tell of documents |

  @req:GPCARS01
  Scenario Outline: Formats of what is sent and answered: <what>
    When another organisation asks for <what> in each of these ways:
      | in JSON                                                                         |
      | in XML                                                                          |
      | in JSON, as the address says                                                    |
      | in XML, as the address says                                                     |
      | in XML, as the address says, whatever the header says                           |
      | in JSON, as the address says, whatever the header says                          |
      | sent in XML                                                                     |
      | sent in XML and answered in XML                                                 |
      | sent in XML and answered in XML, as the address says                            |
      | sent in XML and answered in JSON, as the address says, whatever the header says |
    Then the other organisation is told each time, in the format that was asked for

    Examples:
      | what                                  |
      | what the system can do                |
      | what the system can tell of records   |
      | what the system can tell of documents |

  @req:GPCARS01
  Scenario: What the system can do, compressed
    When another organisation asks for what the system can do as small as it can be sent
    Then the other organisation is told
    And the answer comes compressed

  @req:GPCARS01
  Scenario Outline: Asking who Joan is <how>
    When another organisation asks who Joan is <how>
    Then the other organisation is told

    Examples:
      | how                                                 |
      | in JSON                                             |
      | in XML                                              |
      | in JSON, as the address says                        |
      | in XML, as the address says                         |
      | in XML, as the address says before all else         |
      | in XML, as the address says, whatever the header says  |
      | in JSON, as the address says, whatever the header says |
      | with a number of results and an order               |

  @req:GPCARS01
  Scenario Outline: Asking <what> with a number of results and an order
    When another organisation asks <what> with a number of results and an order
    Then the other organisation is told

    Examples:
      | what                 |
      | who the GP is        |
      | which practice it is |

  @req:GPCARS01
  Scenario Outline: Asking for <what> in XML
    When another organisation asks for <what> in XML
    Then the other organisation is told

    Examples:
      | what                    |
      | Joan's details          |
      | who Joan is, to see documents |
      | who the GP is           |
      | the GP's details        |
      | which practice it is    |
      | the practice's details  |
      | the surgery's details   |
      | what the system can do  |

  @negative @req:TIF-GPC-18 @req:TIF-IG-SHARE-01
  Scenario Outline: Somebody who is not found: <who>
    Given Tariq Mansour is <who>
    When another organisation asks who Tariq is
    Then the other organisation is told that there is nobody like that

    Examples:
      | who                               |
      | not registered here               |
      | a patient who has left            |
      | a patient who has died            |
      | a patient whose record is sensitive |
      | a patient whose number was withdrawn |

  @negative @req:TIF-GPC-18 @req:TIF-IG-SHARE-01
  Scenario Outline: Somebody whose details are not told: <who>
    Given Tariq Mansour is <who>
    When another organisation asks for Tariq's details
    Then the call is refused because there is no such patient

    Examples:
      | who                               |
      | a patient who has left            |
      | a patient who has died            |
      | a patient whose record is sensitive |

  @req:TIF-GPC-18
  Scenario: A temporary patient is found
    Given Tariq Mansour is a temporary patient
    When another organisation asks who Tariq is
    Then the other organisation is told

  @negative @req:TIF-GPC-18
  Scenario: A number that nobody here has
    When another organisation asks who has an NHS number that nobody here has
    Then the other organisation is told that there is nobody like that

  @negative @req:TIF-GPC-18
  Scenario Outline: <what> by <identifier>: the call is no search
    When another organisation asks <what> by <identifier>
    Then the call is refused because the call is malformed

    Examples:
      | what                 | identifier      |
      | who Joan is          | no identifier   |
      | who Joan is, to see documents | no identifier   |
      | who Joan is, to see documents | two identifiers |
      | who Joan is, to see documents | an identifier in capitals |
      | who Joan is          | two identifiers |
      | who Joan is          | an identifier in capitals |
      | who the GP is        | no identifier   |
      | who the GP is        | two identifiers |
      | which practice it is | no identifier   |

  @negative @req:TIF-GPC-18
  Scenario Outline: <what> by <identifier>: a parameter that says too little
    When another organisation asks <what> by <identifier>
    Then the call is refused because a parameter is not valid

    Examples:
      | what                 | identifier      |
      | who Joan is          | no system       |
      | who Joan is, to see documents | no system       |
      | who Joan is, to see documents | an empty system |
      | who Joan is, to see documents | no number       |
      | who Joan is          | an empty system |
      | who Joan is          | no number       |
      | who the GP is        | no system       |
      | which practice it is | no number       |

  @negative @req:TIF-GPC-18
  Scenario Outline: <what> by a number of another system
    When another organisation asks <what> by another system
    Then the call is refused because the number is of another system

    Examples:
      | what                 |
      | who Joan is          |
      | who the GP is        |
      | which practice it is |

  @negative @req:TIF-GPC-18
  Scenario Outline: Who Joan is, by <number>
    When another organisation asks who Joan is by <number>
    Then the call is refused because this is no NHS number

    Examples:
      | number                              |
      | a number with a wrong check digit   |
      | a number of nine digits             |

  @negative @req:GPCARS01
  Scenario Outline: <what> by a number that nobody has
    When another organisation asks <what> by a number that nobody has
    Then the other organisation is told that there is nobody like that

    Examples:
      | what                 |
      | who the GP is        |
      | which practice it is |

  @negative @req:TIF-GPC-11
  Scenario Outline: <what> under an id that nobody has: <id>
    When another organisation asks for <what> under the id "<id>"
    Then the call is refused because <reason>

    Examples:
      | what                   | id              | reason                          |
      | Joan's details         | 999999999       | there is no such patient        |
      | Joan's details         | no-such-id      | there is no such patient        |
      | the GP's details       | 111111111111    | there is no such clinician      |
      | the practice's details | Z26556          | there is no such organisation   |
      | the surgery's details  | 999999999       | there is nothing like that      |
