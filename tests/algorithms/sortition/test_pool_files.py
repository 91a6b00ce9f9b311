"""Reading pools and quotas: what is read, what is not, and the sentence for each mistake."""

from __future__ import annotations

import pytest

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.sortition.pool import read_pool, read_quotas
from zaedno.algorithms.sortition.problem import problem

QUOTAS = "feature,value,min,max\nGender,female,1,2\nGender,male,1,2\nAge,16–29,0,2\nAge,30+,0,2\n"
POOL = "id,name,Gender,Age,address\n1,Ana,female,30+,A 1\n2,Ivo,male,16–29,A 1\n3,Ema,female,30+,\n"


def test_reads_what_quotas_name_and_nothing_else() -> None:
    pool = read_pool(POOL, read_quotas(QUOTAS), household="address")
    assert pool.features == ("Age", "Gender")
    assert [(p.id, p.values, p.household) for p in pool.people] == [
        ("1", ("30+", "female"), "A 1"),
        ("2", ("16–29", "male"), "A 1"),
        ("3", ("30+", "female"), ""),
    ]
    assert "Ana" not in repr(pool)


def test_other_signs_and_other_names_of_columns() -> None:
    quotas = read_quotas("category;name;min;max;min_flex\n\nAge;old;1;2;0\n")
    pool = read_pool("person\tAge\n x \t old \n\ny\told\n", quotas)
    assert (quotas[0].lowest, quotas[0].line) == (1, 3)
    assert [p.id for p in pool.people] == ["x", "y"]
    assert [p.id for p in read_pool("Age,key\nold,7\n", quotas, id_column="key").people] == ["7"]


@pytest.mark.parametrize(
    ("quotas", "sentence"),
    [
        ("", "Quotas: there is no column “feature”; needed are feature, value, min, max."),
        (
            "feature,value,min\nAge,old,1\n",
            "Quotas: there is no column “max”; needed are feature, value, min, max.",
        ),
        ("feature,value,min,max\n", "Quotas: there is not one quota in the file."),
        (
            "feature,value,min,max\nAge,old,1\n",
            "Quotas, line 2: 3 cells where the first line has 4.",
        ),
        ("feature,value,min,max\n,old,1,2\n", "Quotas, line 2: the feature is empty."),
        (
            "feature,value,min,max\nAge,old,ten,2\n",
            "Quotas, line 2: the min “ten” is not a whole number of people.",
        ),
        (
            "feature,value,min,max\nAge,old,1,NaN\n",
            "Quotas, line 2: the max “NaN” is not a whole number of people.",
        ),
        (
            "feature,value,min,max\nAge,old,-1,2\n",
            "Quotas, line 2: the min “-1” is not a whole number of people.",
        ),
        (
            "feature,value,min,max\nAge,old,1,99999999\n",
            "Quotas, line 2: the max “99999999” is not a whole number of people.",
        ),
        ("feature,value,min,max\nAge,old,3,2\n", "Quotas, line 2: the min 3 is above the max 2."),
        (
            "feature,value,min,max\nAge,old,1,2\nAge,old,1,2\n",
            "Quotas, line 3: “Age” = “old” already stands in line 2.",
        ),
    ],
)
def test_mistakes_in_quotas(quotas: str, sentence: str) -> None:
    with pytest.raises(InputFault) as caught:
        read_quotas(quotas)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("pool", "sentence"),
    [
        ("", "Pool: the file is empty."),
        ("id,Gender,Age\n", "Pool: there is nobody in the file."),
        (
            "id,Gendre,Age\n1,female,30+\n",
            "Quotas, line 2: the pool has no feature “Gender”; did you mean “Gendre”?",
        ),
        ("id,Gender\n1,female\n", "Quotas, line 4: the pool has no feature “Age”."),
        ("id,Gender,Age,Age\n1,female,30+,1\n", "Pool: two columns are called “Age”."),
        ("id,Gender,Age\n1,female\n", "Pool, line 2: 2 cells where the first line has 3."),
        ("id,Gender,Age\n,female,30+\n", "Pool, line 2: the id is empty."),
        ("id,Gender,Age\n1,,30+\n", "Pool, line 2: “Gender” is empty."),
        (
            "id,Gender,Age\n1,female,30+\n1,male,30+\n",
            "Pool, line 3: the id “1” already stands in line 2.",
        ),
        (
            "id,Gender,Age\n1,femal,30+\n",
            "Pool, line 2: the quotas have no value “femal” of “Gender”; did you mean “female”?",
        ),
        (
            "id,Gender,Age\n1,?,30+\n",
            "Pool, line 2: the quotas have no value “?” of “Gender”.",
        ),
    ],
)
def test_mistakes_in_the_pool(pool: str, sentence: str) -> None:
    with pytest.raises(InputFault) as caught:
        read_pool(pool, read_quotas(QUOTAS))
    assert str(caught.value) == sentence


def test_a_misspelt_quota_names_the_column_of_the_pool() -> None:
    quotas = read_quotas("feature,value,min,max\nAge,30+,0,2\nAge,16–29,0,2\nGendre,male,1,2\n")
    with pytest.raises(InputFault) as caught:
        read_pool(POOL, quotas)
    assert str(caught.value) == (
        "Quotas, line 4: the pool has no feature “Gendre”; did you mean “Gender”?"
    )


@pytest.mark.parametrize(("id_column", "household"), [("key", ""), ("", "key")])
def test_asked_columns_have_to_be_there(id_column: str, household: str) -> None:
    with pytest.raises(InputFault, match="Pool: there is no column “key”"):
        read_pool(POOL, read_quotas(QUOTAS), id_column, household)


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (0, "A panel needs at least one person."),
        (4, "A panel of 4 cannot be drawn: the pool has 3 people."),
    ],
)
def test_sizes_that_cannot_be(size: int, sentence: str) -> None:
    quotas = read_quotas(QUOTAS)
    with pytest.raises(InputFault) as caught:
        problem(read_pool(POOL, quotas), quotas, size)
    assert str(caught.value) == sentence
