using Atelier.Generation;

namespace Atelier.Scripting;

/// <summary>
/// What a script sees: its members are there without a prefix, as <c>await Imagine("a lighthouse", steps: 20)</c>. It is the same whether
/// the script runs beside a server or against one far away: behind it are the server's own API and a key.
/// </summary>
public abstract class ScriptGlobals
{
    /// <summary>Generations: queue, watch, wait, cancel.</summary>
    public abstract IScriptJobs Jobs { get; }

    /// <summary>The pictures that the server keeps.</summary>
    public abstract IScriptPictures Pictures { get; }

    /// <summary>The models of the server.</summary>
    public abstract IScriptModels Models { get; }

    /// <summary>What the server starts by the clock.</summary>
    public abstract IScriptSchedules Schedules { get; }

    /// <summary>Who is told what happens on the server.</summary>
    public abstract IScriptWebhooks Webhooks { get; }

    /// <summary>The recipes of the server.</summary>
    public abstract IScriptRecipes Recipes { get; }

    /// <summary>
    /// A client for other people's servers. It calls public addresses alone, and those that the setting <c>network.allow</c> names.
    /// </summary>
    public abstract HttpClient Http { get; }

    /// <summary>Says what happens: lines on the terminal, or in the run's log.</summary>
    public abstract IScriptLog Log { get; }

    /// <summary>What stands after the script's name.</summary>
    public abstract ScriptArguments Args { get; }

    /// <summary>The script's folder for reading and writing: the working directory, or on a server a folder of the script's own.</summary>
    public abstract IScriptFiles Files { get; }

    /// <summary>
    /// Ends when the script is to end: Ctrl+C, a time limit, a cancelled run. What is awaited here ends with it by itself.
    /// </summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>Makes pictures and waits for them. What is left out is the model's own default.</summary>
    /// <param name="prompt">What to show.</param>
    /// <param name="negativePrompt">What to avoid.</param>
    /// <param name="steps">Steps of the schedule.</param>
    /// <param name="width">Pixels, a multiple of 8.</param>
    /// <param name="height">Pixels, a multiple of 8.</param>
    /// <param name="seed">The first picture's seed; a random one where none is given.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="sampler">The sampler's name.</param>
    /// <param name="guidance">How strongly to follow the prompt.</param>
    /// <param name="count">How many pictures, with seeds that count up.</param>
    /// <param name="image">A picture to begin from: a path, bytes, or a picture that was made before.</param>
    /// <param name="strength">How much of that picture is made anew, 0 to 1.</param>
    /// <returns>The pictures, in order.</returns>
    /// <exception cref="ScriptException">The server refused the request, or the generation failed.</exception>
    public async Task<MadePictures> Imagine(
        string prompt, string negativePrompt = "", int? steps = null, int? width = null, int? height = null, ulong? seed = null,
        string? model = null,
        string? sampler = null, double? guidance = null, int count = 1, PictureSource? image = null, double strength = 0.75) => await Imagine(new GenerationRequest
        {
            Prompt = prompt,
            NegativePrompt = negativePrompt,
            Steps = steps,
            Width = width,
            Height = height,
            Seed = seed,
            Model = model,
            Sampler = sampler,
            GuidanceSettings = guidance is { } scale ? new() { Scale = scale } : null,
            Count = count,
            Image = image is null ? null : new ImageInput { Picture = await Pictures.ReferenceAsync(image), Strength = strength },
        });

    /// <summary>Makes pictures and waits for them: with everything that a request can say.</summary>
    /// <param name="request">What to make.</param>
    /// <returns>The pictures, in order.</returns>
    /// <exception cref="ScriptException">The server refused the request, or the generation failed.</exception>
    public async Task<MadePictures> Imagine(GenerationRequest request) => (await Jobs.RunAsync(request)).Pictures;

    /// <summary>Makes a picture larger.</summary>
    /// <param name="picture">A path, bytes, or a picture that was made before.</param>
    /// <param name="scale">How many times, more than 1 to 8.</param>
    /// <param name="upscaler">The upscaler's name.</param>
    /// <exception cref="ScriptException">The server refused it.</exception>
    public Task<ScriptPicture> Upscale(PictureSource picture, double scale = 2, string upscaler = "lanczos") =>
        Pictures.UpscaleAsync(picture, scale, upscaler);

    /// <summary>Publishes a picture under a name: whole, or the last good one stays. For operators.</summary>
    /// <param name="picture">A path, bytes, or a picture that was made before.</param>
    /// <param name="name">Lower-case letters, digits and dashes.</param>
    /// <param name="alt">What it shows, for those who do not see it.</param>
    /// <param name="targets">As <see cref="IScriptPictures.PublishAsync"/>; none is the server's own site, <c>/published/NAME</c>.</param>
    /// <exception cref="ScriptException">The server refused it, or a target did not take it.</exception>
    public Task<ScriptPublication> Publish(PictureSource picture, string name, string alt = "", params object[] targets) =>
        Pictures.PublishAsync(picture, name, alt, targets);
}
