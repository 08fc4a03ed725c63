"""Points of SciPy's Sobol sequence, not scrambled, as whole numbers of 2^-32: pip install scipy==1.17.1."""

from scipy.stats import qmc

DIMENSIONS = 128
POINTS = [*range(11), 100, 1023, 4095, 65_535, 1_000_000, 4_000_000_000]

engine, at = qmc.Sobol(DIMENSIONS, scramble=False, bits=32), 0
print("point", *(f"d{i + 1}" for i in range(DIMENSIONS)), sep=",")
for point in POINTS:
    if point > at:
        engine.fast_forward(point - at)
    print(point, *(int(x * 2**32) for x in engine.random(1)[0]), sep=",")
    at = point + 1
