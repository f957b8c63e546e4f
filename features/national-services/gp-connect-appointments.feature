@capability:C5 @service:gp-connect @api
Feature: Other organisations book into the practice
  Hospitals and NHS 111 search for times that the practice has set aside for them, book patients in, change what was said and cancel. Nobody
  gets a time twice, nothing is cut short, and nothing changes but what may.

  Background:
    Given Joan Okafor is registered at the practice
    And the practice shares records, documents and appointments with other organisations

  @req:TIF-GPC-12
  Scenario Outline: The times of a day <how>
    Given a session of the GP that other organisations may book has been published
    When another organisation searches for times on the day of the GP's session <how>
    Then the other organisation is shown all times of the session
    And the answer says who the clinician is, and where

    Examples:
      | how                                  |
      | over 14 days                         |
      | by the minute                        |
      | as an organisation for urgent care   |
      | under its own code                   |
      | with a filter that nobody knows      |

  @req:TIF-GPC-12
  Scenario Outline: What can be seen of appointments, <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation asks for <what> <how>
    Then the other organisation is told

    Examples:
      | what                | how                                                    |
      | the appointment     | in JSON                                                |
      | the appointment     | in XML                                                 |
      | the appointment     | in XML, as the address says                            |
      | the appointment     | in XML, as the address says, whatever the header says  |
      | Joan's appointments | in JSON                                                |
      | Joan's appointments | in XML                                                 |
      | Joan's appointments | in JSON, as the address says, whatever the header says |

  @req:TIF-GPC-12
  Scenario Outline: The times of a day as published <how>
    Given a session of the GP that other organisations may book has been published
    When another organisation asks for the free times of the GP's day <how>
    Then the other organisation is told

    Examples:
      | how                                                    |
      | in JSON                                                |
      | in XML                                                 |
      | in XML, as the address says                            |
      | in JSON, as the address says, whatever the header says |

  @req:TIF-GPC-12
  Scenario: Only the times, without who and where
    Given a session of the GP that other organisations may book has been published
    When another organisation searches for times on the day of the GP's session without asking who and where
    Then the other organisation is shown all times of the session
    And the answer does not say who the clinician is, and where

  @negative @req:TIF-GPC-13
  Scenario: Times that are not for others
    Given a session of the GP has been published
    When another organisation searches for times on the day of the GP's session
    Then the other organisation is shown no time of the session

  @negative @req:TIF-GPC-12
  Scenario: A time that was taken, and one that is blocked
    Given a session of the GP that other organisations may book has been published
    And Peter Lindqvist is registered at the practice
    And the receptionist has booked Peter into the first slot of the GP
    And the receptionist has blocked the second slot of the GP
    When another organisation searches for times on the day of the GP's session
    Then the other organisation is not shown the first and the second time of the session

  @negative @req:TIF-GPC-12
  Scenario: A time that ends after the search does
    Given a session of the GP that other organisations may book has been published
    When another organisation searches for times that lie within the first of the GP's session
    Then the other organisation is shown no time of the session

  @negative @serial @req:TIF-GPC-12
  Scenario: Times that are over
    Given a session of the GP today that other organisations may book has been published
    And the session is over
    When another organisation searches for times on the day of the GP's session
    Then the other organisation is shown no time of the session

  @negative @req:TIF-GPC-12
  Scenario: Searches that say too little
    Given a session of the GP that other organisations may book has been published
    When another organisation searches for times on the day of the GP's session in each of these ways:
      | without a beginning                      |
      | without an end                           |
      | without saying that they have to be free |
      | without asking for the sessions          |
    Then each call is refused because the call is malformed

  @negative @req:TIF-GPC-12
  Scenario: Searches that are not bounded as they should be
    Given a session of the GP that other organisations may book has been published
    When another organisation searches for times on the day of the GP's session in each of these ways:
      | over 16 days                               |
      | that ends before it begins                 |
      | that begins after a day                    |
      | that begins on a day, without a comparator |
      | that ends before a day                     |
      | with a comparator that there is not        |
      | with a beginning that is no date           |
      | with half a date                           |
      | with a month that there is not             |
    Then each call is refused because a parameter is not valid

  @req:TIF-GPC-16
  Scenario Outline: Booking <how>
    Given a session of the GP that other organisations may book has been published
    When another organisation books the first time of the GP for Joan <how>
    Then the other organisation is told of the appointment with all that was said
    And Joan has 1 appointment

    Examples:
      | how                                                |
      | with a comment                                     |
      | without a description                              |
      | with 100 characters of description                 |
      | with 500 characters of comment                     |

  @req:TIF-GPC-14
  Scenario Outline: Booking as other systems do it: <how>
    Given a session of the GP that other organisations may book has been published
    When another organisation books the first time of the GP for Joan <how>
    Then the other organisation is told of the appointment
    And Joan has 1 appointment

    Examples:
      | how                                                    |
      | with a category and a type of service of its own       |
      | in XML                                                 |
      | in XML, as the address says                            |
      | in JSON, as the address says, whatever the header says |
      | sent in XML and answered in XML                        |
      | sent in XML and answered in JSON, as the address says, whatever the header says |

  @req:TIF-GPC-14
  Scenario: Booking without wanting to know more
    Given a session of the GP that other organisations may book has been published
    When another organisation books the first time of the GP for Joan, and wants no more than to know that it is done
    Then the other organisation knows that it is done
    And Joan has 1 appointment

  @req:TIF-GPC-17
  Scenario Outline: Changes of which nobody wants to know more: whoever <changes> the appointment
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation <changes> the appointment, and wants no more than to know that it is done
    Then the other organisation knows that it is done

    Examples:
      | changes |
      | amends  |
      | cancels |

  @negative @req:TIF-GPC-15
  Scenario: Somebody was quicker
    Given a session of the GP that other organisations may book has been published
    And Peter Lindqvist is registered at the practice
    And the receptionist has booked Peter into the first slot of the GP
    When another organisation books the first time of the GP for Joan
    Then the call is refused because the time is gone
    And Joan has no appointment

  @negative @req:TIF-GPC-16
  Scenario Outline: More words than there is room for: <how>
    Given a session of the GP that other organisations may book has been published
    When another organisation books the first time of the GP for Joan <how>
    Then the call is refused because a resource is not valid
    And Joan has no appointment

    Examples:
      | how                                |
      | with 101 characters of description |
      | with 501 characters of comment     |

  @negative @req:TIF-GPC-14
  Scenario: Bookings that are not in order
    Given a session of the GP that other organisations may book has been published
    When another organisation books the first time of the GP for Joan in each of these ways:
      | without a beginning                                       |
      | without an end                                            |
      | without a status                                          |
      | without a time of the book                                |
      | without the day on which it was made                      |
      | without anybody who takes part                            |
      | without the organisation that books                       |
      | without a reference to the organisation that books        |
      | without the code of the organisation that books           |
      | without the name of the organisation that books           |
      | without a telephone number of the organisation that books |
      | with participants who do not say that they come           |
      | with a type of participant                                |
      | with participants at another system                       |
      | with a participant who is no patient                      |
      | with a time at another system                             |
      | with a time that there is not                             |
      | with another beginning than the time has                  |
      | with a coded reason                                       |
      | with a specialty                                          |
      | with a field that no appointment has                      |
      | as a Bundle                                               |
      | as a resource that there is not                           |
    Then each call is refused because a resource is not valid
    And Joan has no appointment

  @negative @req:TIF-GPC-14
  Scenario: Two times that are not side by side, in one
    Given a session of the GP that other organisations may book has been published
    When another organisation books the first and the last time of the GP in one for Joan
    Then the call is refused because a resource is not valid
    And Joan has no appointment

  @negative @req:TIF-GPC-13
  Scenario: Booking a time that is not for others
    Given a session of the GP has been published
    When another organisation books the first time of the GP for Joan
    Then the call is refused because a resource is not valid
    And Joan has no appointment

  @negative @serial @req:TIF-GPC-14
  Scenario: Booking a time that is over
    Given a session of the GP today that other organisations may book has been published
    And the session is over
    When another organisation books the first time of the GP for Joan
    Then the call is refused because a resource is not valid
    And Joan has no appointment

  @negative @req:TIF-GPC-07
  Scenario Outline: Calls about appointments with a token or of a kind that does not fit: <what> <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation asks for <what> <how>
    Then the call is refused because the call is malformed

    Examples:
      | what                            | how                                          |
      | the free times of the GP's day  | with a token that is good for something else |
      | Joan's appointments             | with a token that is good for something else |
      | the appointment                 | with a token that is good for something else |
      | the free times of the GP's day  | saying that it is a call of another kind     |
      | Joan's appointments             | saying that it is a call of another kind     |
      | the appointment                 | saying that it is a call of another kind     |

  @negative @req:TIF-GPC-12
  Scenario Outline: Asking for <what> that there is not
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation asks for the appointment under the id "<id>"
    Then the call is refused because there is nothing like that

    Examples:
      | what                    | id         |
      | an appointment          | 999999999  |
      | an appointment by words | no-such-id |

  @req:TIF-GPC-17
  Scenario Outline: Changing what was said: <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    And the version of the appointment has been written down
    When another organisation amends the appointment <how>
    Then the other organisation is told of the appointment with all that was said
    And the version of the appointment is another than before

    Examples:
      | how                    |
      | with a new description |
      | with a new comment     |
      | with a category and a type of service of its own |

  @req:TIF-GPC-17
  Scenario Outline: Changing what was said, answered <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation amends the appointment with a new description, <how>
    Then the other organisation is told of the appointment

    Examples:
      | how                                                   |
      | in XML                                                |
      | in XML, as the address says                           |

  @negative @req:TIF-GPC-17
  Scenario Outline: Changing what may not be changed: <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation amends the appointment <how>
    Then the call is refused because a resource is not valid
    And the appointment is still at the first time of the GP

    Examples:
      | how                                 |
      | with a later time                   |
      | with a priority                     |
      | with a coded reason                 |
      | with a reason for cancelling        |
      | with participants at another system |
      | with 501 characters of comment      |
      | as a Bundle                         |
      | as a resource that there is not     |

  @negative @req:TIF-GPC-17
  Scenario: Changing what somebody has changed since
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation amends the appointment with a new description, as it was before
    Then the call is refused because somebody was quicker

  @negative @req:TIF-GPC-17
  Scenario: Changing what is cancelled
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    And another organisation has cancelled the appointment
    When another organisation amends the appointment with a new description
    Then the call is refused because a resource is not valid

  @req:TIF-GPC-17
  Scenario: Cancelling
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    And the version of the appointment has been written down
    When another organisation cancels the appointment because of "Patient feels better"
    Then the other organisation is told that the appointment is cancelled because of "Patient feels better"
    And the version of the appointment is another than before
    And the first slot of the GP is free again

  @req:TIF-GPC-17
  Scenario Outline: Cancelling, answered <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation cancels the appointment <how>
    Then the other organisation is told of the appointment

    Examples:
      | how                         |
      | in XML                      |
      | in XML, as the address says |

  @negative @req:TIF-GPC-17
  Scenario Outline: Cancelling and changing in one: <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation cancels the appointment <how>
    Then the call is refused because a resource is not valid
    And the practice sees the appointment as booked

    Examples:
      | how                                 |
      | with a new description              |
      | with a new comment                  |
      | with a later time                   |
      | with participants at another system |

  @negative @req:TIF-GPC-17
  Scenario Outline: Cancelling <how>
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation cancels the appointment <how>
    Then the call is refused because <why>
    And the practice sees the appointment as booked

    Examples:
      | how                   | why                      |
      | without saying why    | a resource is not valid  |
      | with an empty reason  | a parameter is not valid |
      | as it was before      | somebody was quicker     |

  @negative @serial @req:TIF-GPC-17
  Scenario: Cancelling when it is too late
    Given a session of the GP today that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    And the session is over
    When another organisation cancels the appointment because of "Patient feels better"
    Then the call is refused because a resource is not valid
    And the practice sees the appointment as booked

  @req:TIF-GPC-12
  Scenario: A patient's appointments
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    When another organisation asks for Joan's appointments of the coming days
    Then the other organisation is shown that appointment

  @req:TIF-GPC-12
  Scenario: A patient's appointments, one of them cancelled
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    And another organisation has cancelled the appointment
    When another organisation asks for Joan's appointments of the coming days
    Then the other organisation is shown the cancelled appointment

  @negative @req:TIF-IG-AUD-09
  Scenario: A patient who has none
    Given a session of the GP that other organisations may book has been published
    And another organisation has booked the first time of the GP for Joan
    And Peter Lindqvist is registered at the practice
    When another organisation asks for Peter's appointments of the coming days
    Then the other organisation is shown no appointment

  @negative @req:TIF-GPC-12
  Scenario: A patient's appointments on days that are none, or past
    When another organisation asks for Joan's appointments on days in each of these ways:
      | with one day only          |
      | with three days            |
      | that begin yesterday       |
      | that are all past          |
      | that end before they begin |
      | with a time of the day     |
      | with half a date           |
      | with what is no date       |
      | with other comparators     |
      | without comparators        |
    Then each call is refused because a parameter is not valid

  @negative @req:TIF-GPC-18
  Scenario Outline: The appointments of somebody who is not found: <who>
    Given Tariq Mansour is <who>
    When another organisation asks for Tariq's appointments of the coming days
    Then the call is refused because there is no such patient

    Examples:
      | who                                 |
      | not registered here                 |
      | a patient whose record is sensitive |
