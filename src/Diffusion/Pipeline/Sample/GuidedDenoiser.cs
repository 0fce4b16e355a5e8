using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Guidance;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>
/// What samplers call. One call is: pick each picture's prompts for this step, run the network once over all of them together, turn its
/// outputs into clean latents, and let guidance combine them.
/// </summary>
/// <param name="network">The UNet.</param>
/// <param name="prediction">What its output means.</param>
/// <param name="table">The model's noise levels.</param>
/// <param name="guidance">Each picture's.</param>
/// <param name="pictures">Each picture's prompts.</param>
/// <param name="sigmas">The schedule.</param>
/// <param name="alwaysNegative">Whether the sampler wants the negative prompt's prediction at every step.</param>
/// <param name="cancellation">Ends the generation.</param>
internal sealed class GuidedDenoiser(
    Network network, IPrediction prediction, ISigmaTable table, IReadOnlyList<IGuidanceRun> guidance,
    IReadOnlyList<PromptConditioning> pictures,
    double[] sigmas, bool alwaysNegative, CancellationToken cancellation) : IDenoiser
{
    private readonly StepFinder _steps = new(sigmas);

    public ISigmaTable Table => table;

    /// <summary>What part is made anew; null makes all of it.</summary>
    public LatentMask? Mask { get; init; }

    /// <summary>What the network sees beside the latent; null for one that takes no picture.</summary>
    public PictureChannels? Channels { get; init; }

    public Denoised Denoise(Latent x, double sigma)
    {
        cancellation.ThrowIfCancellationRequested();
        var guidanceStep = new GuidanceStep(sigma, _steps.ProgressAt(sigma));
        var rows = Rows(guidanceStep);
        var items = Enumerable.Range(0, pictures.Count).Select(x.Item).ToArray();
        var clean = Predict(items, sigma, rows);

        var guided = new Latent[pictures.Count];
        var negative = new List<Latent>();
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            var predictions = PredictionsOf(picture, items[picture], rows, clean);
            guided[picture] = guidance[picture].Guide(guidanceStep, predictions);
            if (Channels is { IsGuided: true } channels)
            {
                guided[picture] = channels.Guide(guided[picture], predictions.Unconditional!, Blind(picture, rows, clean));
            }

            if (predictions.Unconditional is { } unconditional)
            {
                negative.Add(unconditional);
            }
        }

        var joined = Latent.Concatenate(guided);
        return new Denoised(Mask?.Blend(joined) ?? joined, negative.Count == pictures.Count ? Latent.Concatenate([.. negative]) : null);
    }

    // Steps count from 0, as in AUTOMATIC1111's sampler: [a:b:3] then holds a for four steps, and its pictures come out alike.
    private List<NetworkRow> Rows(GuidanceStep guidanceStep)
    {
        var step = _steps.StepAt(guidanceStep.Sigma);
        var rows = new List<NetworkRow>();
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            var needs = guidance[picture].Needs(guidanceStep);
            var parts = PromptConditioning.At(pictures[picture].Prompt, step).Parts;
            rows.AddRange(parts.Select(part => new NetworkRow(picture, RowKind.Prompt, part.Embedding, part.Weight)));
            if (needs.Perturbed != PerturbedLayers.None)
            {
                rows.AddRange(
                    parts.Select(part => new NetworkRow(picture, RowKind.Perturbed, part.Embedding, part.Weight, needs.Perturbed)));
            }

            var negative = PromptConditioning.At(pictures[picture].Negative, step).Parts[0].Embedding;
            var isEmpty = needs.Empty && ReferenceEquals(negative, pictures[picture].Empty!.Value);
            var isBlind = Channels is { IsGuided: true };
            if (alwaysNegative || needs.Unconditional || isEmpty || isBlind)
            {
                rows.Add(new NetworkRow(picture, RowKind.Negative, negative));
            }

            if (needs.Empty && !isEmpty)
            {
                rows.Add(new NetworkRow(picture, RowKind.Empty, pictures[picture].Empty!.Value));
            }

            if (isBlind)
            {
                rows.Add(new NetworkRow(picture, RowKind.Blind, negative));
            }
        }

        return rows;
    }

    private static GuidancePredictions PredictionsOf(int picture, Latent x, List<NetworkRow> rows, Latent[] clean)
    {
        var own = Enumerable.Range(0, rows.Count).Where(row => rows[row].Picture == picture).ToLookup(row => rows[row].Kind);
        var unconditional = own[RowKind.Negative].Select(row => clean[row]).SingleOrDefault();
        return new GuidancePredictions(x, [.. own[RowKind.Prompt].Select(row => new WeightedPrediction(clean[row], rows[row].Weight))])
        {
            Unconditional = unconditional,
            Empty = own[RowKind.Empty].Select(row => clean[row]).SingleOrDefault() ?? unconditional,
            Perturbed = own.Contains(RowKind.Perturbed) ? [.. own[RowKind.Perturbed].Select(row => clean[row])] : null,
        };
    }

    private static Latent Blind(int picture, List<NetworkRow> rows, Latent[] clean) =>
        clean[rows.FindIndex(row => row.Picture == picture && row.Kind == RowKind.Blind)];

    // Rows whose prompts have as many tokens share a pass. Pictures of one request nearly always do.
    private Latent[] Predict(Latent[] items, double sigma, List<NetworkRow> rows)
    {
        var clean = new Latent[rows.Count];
        var level = new NetworkLevel(IPrediction.InputScale(sigma), Table.TimestepAt(sigma), _steps.ProgressAt(sigma));
        foreach (var group in Enumerable.Range(0, rows.Count).GroupBy(row => rows[row].Prompt.Tokens))
        {
            var members = group.ToArray();
            var outputs = network.Predict(items, Channels, level, Array.ConvertAll(members, row => rows[row]), cancellation);
            for (var i = 0; i < members.Length; i++)
            {
                NotANumber.Check(outputs[i].Values, $"The UNet, at step {_steps.StepAt(sigma) + 1} of {_steps.Steps}");
                clean[members[i]] = prediction.Denoised(items[rows[members[i]].Picture], sigma, outputs[i]);
            }
        }

        return clean;
    }
}
