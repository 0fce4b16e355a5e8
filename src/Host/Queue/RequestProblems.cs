using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Worker;
using Atelier.Networks;

namespace Atelier.Host.Queue;

/// <summary>Finds everything that is wrong with a request, where <see cref="RequestCompletion"/> stops at the first.</summary>
internal sealed class RequestProblems(
    AtelierOptions options, ReadyModels models, NamedFiles files, IModelFiles modelFiles, ReadyInventory inventory,
    RequestCompletion completion)
{
    /// <returns>What is wrong, or the request with nothing left open.</returns>
    /// <exception cref="WorkerUnavailableException">No worker has said yet what it brings.</exception>
    public async Task<(IReadOnlyList<RequestException> Problems, GenerationRequest? Complete)> FindAsync(
        GenerationRequest request, CancellationToken cancellation)
    {
        var problems = RequestValidator.Problems(request, options.Limits).ToList();
        var known = await inventory.WaitAsync(cancellation);
        var parts = new InventoryParts(known);
        var nothing = new GenerationRequest { Prompt = "" };
        string? family = null;
        (string Field, Action Look)[] looks =
        [
            ("model", () => family = models.Find(request.Model ?? options.DefaultModel).Family),
            ("sampler", () => parts.Normalize(nothing with { Sampler = request.Sampler })),
            ("schedule", () => parts.Normalize(nothing with { Schedule = request.Schedule })),
            ("noise", () => parts.Normalize(nothing with { Noise = request.Noise })),
            ("guidance", () => parts.Normalize(nothing with { Guidance = request.Guidance })),
            ("hires.upscaler", () => RequestCompletion.Upscaler(request.Hires, known, modelFiles)),
        ];
        foreach (var (_, look) in looks.Where(look => problems.All(problem => problem.Field != look.Field)))
        {
            Try(look, problems);
        }

        var unknown = new List<RequestException>();
        files.Find(request, family, parts, unknown);
        problems.AddRange(unknown.Where(one => problems.All(problem => problem.Field != one.Field)));
        if (problems.All(problem => problem.Field is not ("prompt" or "negativePrompt")))
        {
            var prompts = PromptCheck.Problems(request, options.Folders.Wildcards);
            problems.AddRange(prompts);
            foreach (var adapter in prompts.Count == 0 ? PromptCheck.Adapters(request, options.Folders.Wildcards) : [])
            {
                Try(() => files.Adapter("prompt", adapter, family), problems);
            }
        }

        if (problems.Count > 0)
        {
            return (problems, null);
        }

        try
        {
            // What only shows once everything else is known: options of the sampler, the budget with the model's own size.
            return ([], await completion.CompleteAsync(request, cancellation));
        }
        catch (RequestException problem)
        {
            return ([problem], null);
        }
    }

    private static void Try(Action look, List<RequestException> problems)
    {
        try
        {
            look();
        }
        catch (RequestException problem)
        {
            problems.Add(problem);
        }
    }
}
