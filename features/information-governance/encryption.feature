@service:cis2 @api
Feature: Nobody listens in
  What goes between a desk and the practice's system is encrypted, and with nothing that has been broken.

  @req:TIF-HOST-02 @negative
  Scenario: Somebody asks for the sign-in without encryption
    When a browser asks for the sign-in without encryption
    Then it gets nothing but the way to the encrypted one

  @req:TIF-HOST-02 @negative
  Scenario Outline: A browser knows nothing newer than TLS <version>
    When a browser offers TLS <version> and nothing newer
    Then no connection comes about

    Examples:
      | version |
      | 1.0     |
      | 1.1     |
