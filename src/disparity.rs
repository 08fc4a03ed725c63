//! Disparity of figures among units: Gini's coefficient, Theil's two indices, the coefficient of variation, and how they split
//! into what is within and between groups.

pub mod dagum;

use crate::text::Text;

/// Why a measure of disparity is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDisparity {
    /// Fewer than two units have a figure.
    OneUnit,
    /// A figure is below zero.
    Negative,
    /// The mean is zero.
    ZeroMean,
    /// A figure is zero, of which there is no logarithm.
    NotPositive,
}

impl NoDisparity {
    /// The words for it.
    pub fn text(self) -> Text {
        match self {
            NoDisparity::OneUnit => Text::new("有数据的单位不足两个", "fewer than two units have a figure"),
            NoDisparity::Negative => Text::new("存在负值，不能计算差异指标", "a figure is below zero"),
            NoDisparity::ZeroMean => Text::new("各单位均为零", "all figures are zero"),
            NoDisparity::NotPositive => {
                Text::new("存在零值，泰尔L指数无法取对数", "a figure is zero, of which Theil's L has no logarithm")
            }
        }
    }
}

/// The figures of units with their weights: none missing, none negative, the sum of both above zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// By figure, ascending; the weights sum to 1.
    sorted: Vec<(f64, f64)>,
    mean: f64,
    weight: f64,
}

impl Sample {
    /// Figures with weights, which are relative: population, or 1 each.
    ///
    /// # Errors
    /// [`NoDisparity`]: fewer than two figures, a negative one, or nothing but zeros.
    pub fn new(figures: &[(f64, f64)]) -> Result<Sample, NoDisparity> {
        if figures.len() < 2 {
            return Err(NoDisparity::OneUnit);
        }
        Sample::any(figures)
    }

    /// The same of a single unit too, whose disparity is zero: a group of one.
    fn any(figures: &[(f64, f64)]) -> Result<Sample, NoDisparity> {
        if figures.iter().any(|(x, _)| *x < 0.0) {
            return Err(NoDisparity::Negative);
        }
        let weight: f64 = figures.iter().map(|(_, w)| w).sum();
        let mut sorted: Vec<(f64, f64)> = figures.iter().map(|(x, w)| (*x, w / weight)).collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mean = sorted.iter().map(|(x, p)| x * p).sum();
        if mean > 0.0 {
            Ok(Sample { sorted, mean, weight })
        } else {
            Err(NoDisparity::ZeroMean)
        }
    }

    /// The weighted mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// How many units.
    pub fn units(&self) -> usize {
        self.sorted.len()
    }

    /// The coefficient of variation: sqrt(sum of p_i (x_i - mean)²) / mean, p_i the share of the weight.
    ///
    /// With equal weights it is the standard deviation with n (not n - 1) over the mean; with population as weight it is
    /// Williamson's coefficient. Range: from 0. Source: Williamson (1965), Economic Development and Cultural Change 13(4).
    /// Of 1, 3: 0.5.
    pub fn variation(&self) -> f64 {
        let squares: f64 = self.sorted.iter().map(|(x, p)| p * (x - self.mean) * (x - self.mean)).sum();
        squares.sqrt() / self.mean
    }

    /// Gini's coefficient: sum of p_i p_j |x_i - x_j| over all pairs / (2 mean).
    ///
    /// Range: from 0 to below 1, at most (n - 1) / n with equal weights; it is not multiplied by n / (n - 1). Zeros are
    /// figures. Source: Gini (1912); Dagum (1997), Empirical Economics 22. Of 1, 3: 0.25.
    pub fn gini(&self) -> f64 {
        self.difference(self) / (2.0 * self.mean)
    }

    /// The mean of |x - y|, x of these figures and y of others: the integral of F (1 - G) + G (1 - F), F and G being the
    /// shares of the two that are at most x.
    fn difference(&self, other: &Sample) -> f64 {
        let (mut own, mut theirs) = (self.sorted.iter().peekable(), other.sorted.iter().peekable());
        let (mut f, mut g, mut last, mut sum) = (0.0, 0.0, 0.0, 0.0);
        loop {
            let next = match (own.peek(), theirs.peek()) {
                (Some(a), Some(b)) => a.0.min(b.0),
                (Some(a), None) | (None, Some(a)) => a.0,
                (None, None) => return sum,
            };
            sum += (next - last) * (f * (1.0 - g) + g * (1.0 - f));
            last = next;
            while let Some((_, p)) = own.next_if(|(x, _)| *x == next) {
                f += p;
            }
            while let Some((_, p)) = theirs.next_if(|(x, _)| *x == next) {
                g += p;
            }
        }
    }

    /// Theil's T: sum of p_i (x_i / mean) ln(x_i / mean), where zero adds nothing.
    ///
    /// Range: from 0 to ln n with equal weights. Source: Theil (1967), Economics and Information Theory. Of 1, 3:
    /// 0.130812.
    pub fn theil_t(&self) -> f64 {
        let share = |x: f64| if x > 0.0 { x / self.mean * libm::log(x / self.mean) } else { 0.0 };
        self.sorted.iter().map(|(x, p)| p * share(*x)).sum()
    }

    /// Theil's L, the mean logarithmic deviation: sum of p_i ln(mean / x_i).
    ///
    /// Range: from 0. Missing where a figure is zero. Source: as Theil's T. Of 1, 3: 0.143841.
    ///
    /// # Errors
    /// [`NoDisparity::NotPositive`].
    pub fn theil_l(&self) -> Result<f64, NoDisparity> {
        match self.sorted[0].0 > 0.0 {
            true => Ok(self.sorted.iter().map(|(x, p)| p * libm::log(self.mean / x)).sum()),
            false => Err(NoDisparity::NotPositive),
        }
    }
}

/// A group of units within the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its figures.
    pub sample: Sample,
    /// Its share of the weight.
    pub weight_share: f64,
    /// Its share of the sum of weight x figure.
    pub sum_share: f64,
}

/// The groups of a sample. One in which all figures are zero has no mean to compare with, and there is then no split.
///
/// # Errors
/// [`NoDisparity`], of a group.
pub fn parts(whole: &Sample, groups: &[Vec<(f64, f64)>]) -> Result<Vec<Part>, NoDisparity> {
    let part = |figures: &Vec<(f64, f64)>| {
        let sample = Sample::any(figures)?;
        let weight_share = sample.weight / whole.weight;
        Ok(Part { weight_share, sum_share: weight_share * sample.mean / whole.mean, sample })
    };
    groups.iter().filter(|figures| !figures.is_empty()).map(part).collect()
}

/// A measure split into what is within groups and what is between them; the two sum to the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// Within groups.
    pub within: f64,
    /// Between the means of groups.
    pub between: f64,
    /// What each group adds to `within`.
    pub parts: Vec<f64>,
}

/// Theil's T by groups: within = sum of s_g T_g, between = sum of s_g ln(mean of g / mean), s_g the group's share of the sum.
///
/// Source: Theil (1967); Bourguignon (1979), Econometrica 47(4).
pub fn split_t(whole: &Sample, parts: &[Part]) -> Split {
    let own: Vec<f64> = parts.iter().map(|part| part.sum_share * part.sample.theil_t()).collect();
    let apart = |part: &Part| part.sum_share * libm::log(part.sample.mean / whole.mean);
    Split { within: own.iter().sum(), between: parts.iter().map(apart).sum(), parts: own }
}

/// Theil's L by groups: within = sum of p_g L_g, between = sum of p_g ln(mean / mean of g), p_g the group's share of the
/// weight.
///
/// # Errors
/// [`NoDisparity::NotPositive`], where a figure is zero.
pub fn split_l(whole: &Sample, parts: &[Part]) -> Result<Split, NoDisparity> {
    let own = |part: &Part| Ok(part.weight_share * part.sample.theil_l()?);
    let own: Vec<f64> = parts.iter().map(own).collect::<Result<_, _>>()?;
    let apart = |part: &Part| part.weight_share * libm::log(whole.mean / part.sample.mean);
    Ok(Split { within: own.iter().sum(), between: parts.iter().map(apart).sum(), parts: own })
}
