using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>A picture that was made and may be taken.</summary>
/// <param name="NegativePrompt">As its request said.</param>
internal sealed record Candidate(StoredPicture Picture, string NegativePrompt);

/// <summary>A picture that no rule refuses.</summary>
/// <param name="Score">0 to 1: the mean of the scorers' shares by their weights; 0 without any.</param>
internal sealed record JudgedCandidate(Candidate Candidate, byte[] File, IReadOnlyList<PictureScore> Scores, double Score);
