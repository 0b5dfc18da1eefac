// What is expected of each fault for what has no status (policies, endpoint groups): done with the reply to the write.
// A column per moment, with the outcome. How to read it is in table.ts, why it is so in reasons.ts.

/** One line per fault: name, how long it lasts, and the eight moments from create to the end of a delete. */
export const PLAIN = `
429 with Retry-After                     ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
429 with Retry-After                     ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
429 without Retry-After                  ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
429 without Retry-After                  ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
500                                      ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
500                                      ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
502 with a web page                      ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
502 with a web page                      ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
503, Retry-After in seconds              ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
503, Retry-After in seconds              ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
503, Retry-After as a date               ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
503, Retry-After as a date               ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
504, the server did not act              ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
504, the server did not act              ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
504, the server acted                    ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
504, the server acted                    ; for good ; nothing ; left    ; – ; old  ; old  ; – ; gone ; –
504, the server acts 3 s later           ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
504, the server acts 3 s later           ; for good ; nothing ; left    ; – ; old  ; old  ; – ; gone ; –
connection reset before the server acted ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
connection reset before the server acted ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
connection reset after the server acted  ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
connection reset after the server acted  ; for good ; nothing ; left    ; – ; old  ; old  ; – ; gone ; –
reply cut off in its JSON                ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
reply cut off in its JSON                ; for good ; nothing ; left    ; – ; old  ; old  ; – ; gone ; –
200 with a web page                      ; once     ; done    ; done    ; – ; done ; old  ; – ; old  ; –
200 with a web page                      ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
no reply at all                          ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
no reply at all                          ; for good ; nothing ; left    ; – ; old  ; old  ; – ; gone ; –
slow reply                               ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
slow reply                               ; for good ; done    ; done    ; – ; done ; done ; – ; done ; –
connection refused (server restarting)   ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
connection refused (server restarting)   ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
host name not resolvable                 ; for good ; nothing ; –       ; – ; old  ; old  ; – ; old  ; –
401 in mid-run                           ; once     ; done    ; done    ; – ; done ; done ; – ; done ; –
401 in mid-run                           ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
404 of a gateway that knows no VPNs      ; once     ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
404 of a gateway that knows no VPNs      ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
404 about a route                        ; once     ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
404 about a route                        ; for good ; nothing ; nothing ; – ; old  ; old  ; – ; old  ; –
reply about another object               ; for good ; nothing ; –       ; – ; old  ; old  ; – ; –    ; –
in use (409)                             ; once     ; –       ; –       ; – ; –    ; old  ; – ; done ; –
in use (409)                             ; for good ; –       ; –       ; – ; –    ; old  ; – ; old  ; –
in use (400)                             ; once     ; –       ; –       ; – ; –    ; –    ; – ; done ; –
in use (400)                             ; for good ; –       ; –       ; – ; –    ; –    ; – ; old  ; –
400 because pending                      ; once     ; –       ; done    ; – ; –    ; done ; – ; done ; –
400 because pending                      ; for good ; –       ; nothing ; – ; –    ; old  ; – ; old  ; –
`;
