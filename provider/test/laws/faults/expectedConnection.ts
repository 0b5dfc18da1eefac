// What is expected of each fault for an IPsec site connection, which has a status, a psk, and whose writes are all waited for.
// A column per moment: outcome, then the most requests and the most seconds of waiting. How to read it is in table.ts, why it is so in reasons.ts.

/** One line per fault: name, how long it lasts, and the eight moments from create to the end of a delete. */
export const CONNECTION = `
429 with Retry-After                     ; once     ; done 5/12    ; done 6/11      ; done 6/11  ; done 3/9  ; done 5/11 ; done 5/11  ; done 5/11     ; done 5/11
429 with Retry-After                     ; for good ; nothing 6/43 ; nothing 8/41   ; kept 9/40  ; old 7/40  ; old 7/40  ; kept 8/40  ; old 7/40      ; old|gone 8/40
429 without Retry-After                  ; once     ; done 5/5     ; done 6/5       ; done 6/4   ; done 3/1  ; done 5/4  ; done 5/4   ; done 5/2      ; done 5/2
429 without Retry-After                  ; for good ; nothing 6/12 ; nothing 8/11   ; kept 9/11  ; old 7/10  ; old 7/10  ; kept 8/11  ; old 7/10      ; old|gone 8/10
500                                      ; once     ; done 5/5     ; done 10/31     ; done 6/4   ; done 3/1  ; done 5/4  ; done 5/4   ; done 5/2      ; done 5/2
500                                      ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10      ; old|gone 8/10
502 with a web page                      ; once     ; done 5/5     ; done 10/31     ; done 6/4   ; done 3/1  ; done 5/4  ; done 5/4   ; done 5/2      ; done 5/2
502 with a web page                      ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10      ; old|gone 8/10
503, Retry-After in seconds              ; once     ; done 5/10    ; done 9/31      ; done 6/8   ; done 3/7  ; done 5/8  ; done 5/8   ; done 5/8      ; done 5/8
503, Retry-After in seconds              ; for good ; nothing 6/32 ; nothing 16/73  ; kept 9/29  ; old 7/29  ; old 7/29  ; kept 8/29  ; old 7/29      ; old|gone 8/29
503, Retry-After as a date               ; once     ; done 5/14    ; done 9/31      ; done 6/14  ; done 3/11 ; done 5/14 ; done 5/14  ; done 5/14     ; done 5/14
503, Retry-After as a date               ; for good ; nothing 6/55 ; nothing 16/123 ; kept 9/51  ; old 7/51  ; old 7/51  ; kept 8/51  ; old 7/51      ; old|gone 8/51
504, the server did not act              ; once     ; done 5/5     ; done 10/31     ; done 6/4   ; done 3/1  ; done 5/4  ; done 5/4   ; done 5/2      ; done 5/2
504, the server did not act              ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10      ; old|gone 8/10
504, the server acted                    ; once     ; done 5/5     ; done 5/6       ; done 5/2   ; done 3/1  ; done 8/5  ; done 4/2   ; done 5/2      ; done 4/1
504, the server acted                    ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old|gone 7/10 ; gone 8/10
504, the server acts 3 s later           ; once     ; done 5/5     ; done 5/6       ; done 5/2   ; done 3/1  ; done 8/5  ; done 4/2   ; done 5/2      ; done 4/1
504, the server acts 3 s later           ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old|gone 7/10 ; gone 8/10
connection reset before the server acted ; once     ; done 5/5     ; done 10/31     ; done 6/4   ; done 3/1  ; done 5/4  ; done 5/4   ; done 5/2      ; done 5/2
connection reset before the server acted ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old 7/10      ; old|gone 8/10
connection reset after the server acted  ; once     ; done 5/5     ; done 5/6       ; done 5/2   ; done 3/1  ; done 8/5  ; done 4/2   ; done 5/2      ; done 4/1
connection reset after the server acted  ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old|gone 7/10 ; gone 8/10
reply cut off in its JSON                ; once     ; done 5/5     ; done 5/6       ; done 5/2   ; done 3/1  ; done 8/5  ; done 4/2   ; done 5/2      ; done 4/1
reply cut off in its JSON                ; for good ; nothing 6/12 ; left 51/75     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old|gone 7/10 ; gone 8/10
200 with a web page                      ; once     ; done 5/5     ; done 10/31     ; done 6/4   ; done 3/1  ; old 2/1   ; done 5/4   ; old 2/1       ; done 5/2
200 with a web page                      ; for good ; nothing 6/12 ; nothing 51/75  ; kept 9/10  ; old 7/10  ; old 2/1   ; kept 8/10  ; old 2/1       ; old|gone 8/10
no reply at all                          ; once     ; done 5/5     ; done 5/6       ; done 5/2   ; done 3/1  ; done 8/5  ; done 4/2   ; done 5/2      ; done 4/1
no reply at all                          ; for good ; nothing 6/12 ; left 23/31     ; kept 9/10  ; old 7/10  ; old 7/10  ; kept 8/10  ; old|gone 7/10 ; gone 8/10
slow reply                               ; once     ; done 4/2     ; done 5/3       ; done 5/2   ; done 2/1  ; done 4/2  ; done 4/2   ; done 4/2      ; done 4/2
slow reply                               ; for good ; done 4/2     ; done 5/3       ; done 5/2   ; done 2/1  ; done 4/2  ; done 4/2   ; done 4/2      ; done 4/2
connection refused (server restarting)   ; once     ; done 4/7     ; done 9/31      ; done 5/4   ; done 2/4  ; done 4/5  ; done 4/4   ; done 4/4      ; done 4/4
connection refused (server restarting)   ; for good ; nothing 0/12 ; nothing 2/75   ; kept 3/10  ; old 1/10  ; old 1/10  ; kept 2/10  ; old 1/10      ; old|gone 2/10
host name not resolvable                 ; for good ; nothing 0/12 ; –              ; –          ; old 1/10  ; old 1/10  ; –          ; old 1/10      ; –
401 in mid-run                           ; once     ; done 5/2     ; done 6/3       ; done 6/2   ; done 3/1  ; done 5/2  ; done 5/2   ; done 5/2      ; done 5/2
401 in mid-run                           ; for good ; nothing 2/1  ; nothing 4/2    ; kept 5/2   ; old 3/1   ; old 3/1   ; kept 4/2   ; old 3/1       ; old|gone 4/1
token expires while waiting              ; once     ; –            ; –              ; done 36/61 ; –         ; –         ; done 35/61 ; –             ; done 36/61
status ERROR                             ; for good ; –            ; –              ; kept 5/2   ; done 2/1  ; –         ; kept 4/2   ; –             ; old 4/2
status stuck in PENDING_*                ; for good ; –            ; –              ; kept 38/60 ; done 2/1  ; –         ; kept 37/60 ; –             ; old 38/60
unknown status                           ; for good ; –            ; –              ; done 5/2   ; done 2/1  ; –         ; done 4/2   ; –             ; old 38/60
404 right after create                   ; once     ; –            ; –              ; done 8/9   ; –         ; –         ; –          ; –             ; –
404 right after create                   ; for good ; –            ; –              ; kept 31/39 ; –         ; –         ; –          ; –             ; –
404 of a gateway that knows no VPNs      ; once     ; nothing 2/1  ; nothing 3/2    ; done 6/4   ; old 3/1   ; old 2/1   ; done 5/2   ; old 3/1       ; done 6/3
404 of a gateway that knows no VPNs      ; for good ; nothing 2/1  ; nothing 4/2    ; kept 31/39 ; old 3/1   ; old 3/1   ; kept 4/2   ; old 3/1       ; old|gone 4/1
404 about a route                        ; once     ; nothing 2/1 ; nothing 3/2 ; done 8/5 ; old 4/1 ; old 2/1 ; done 7/2 ; old 4/1 ; done 9/6
404 about a route                        ; for good ; nothing 2/1 ; nothing 3/2 ; kept 32/39 ; old 4/1 ; old 2/1 ; done 7/2 ; old 4/1 ; done 9/6
reply about another object               ; for good ; nothing 2/1 ; – ; kept 4/2 ; old 2/1 ; old 2/1 ; kept 3/2 ; – ; old|gone 3/1
reads lag 4 s behind the write           ; once     ; – ; – ; done 12/7 ; – ; – ; done 11/7 ; – ; done 12/7
PENDING_* begins 0.8 s after the write   ; once     ; – ; – ; done 6/4 ; – ; – ; done 4/4 ; – ; done 4/3
PENDING_* begins 0.8 s after the write   ; for good ; – ; – ; kept 6/4 ; – ; – ; kept|done 4/4 ; – ; old 4/3
in use (409)                             ; once     ; –            ; –              ; –          ; –         ; –         ; –          ; done 7/5      ; –
in use (409)                             ; for good ; –            ; –              ; –          ; –         ; –         ; –          ; old 15/60     ; –
in use (400)                             ; once     ; –            ; –              ; –          ; –         ; –         ; –          ; done 7/5      ; –
in use (400)                             ; for good ; –            ; –              ; –          ; –         ; –         ; –          ; old 15/60     ; –
400 because pending                      ; once     ; –            ; done 8/7       ; –          ; –         ; done 10/6 ; –          ; done 7/5      ; –
400 because pending                      ; for good ; –            ; nothing 16/61  ; –          ; –         ; old 29/60 ; –          ; old 15/60     ; –
`;
