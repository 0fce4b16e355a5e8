using Atelier.Diffusion.Imaging.Metadata;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Json;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Networks;

namespace Atelier.Host.Api.Automatic1111.Control;

/// <summary><c>/controlnet</c>: the ControlNet extension's own routes (sd-webui-controlnet, <c>scripts/api.py</c>).</summary>
internal static class ControlEndpoints
{
    private const int ExtensionVersion = 2;
    private const int MostUnits = 10;
    private const string None = "None";
    private const string AllTypes = "All";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("version", () => Automatic1111Json.Answer(new { Version = ExtensionVersion })).RequireRole(Role.Viewer);
        routes.MapGet("settings", () => Automatic1111Json.Answer(new { ControlNetMaxModelsNum = MostUnits })).RequireRole(Role.Viewer);
        routes.MapGet("model_list", (IModelFiles files) => Automatic1111Json.Answer(new { ModelList = Models(files) }))
            .RequireRole(Role.Viewer);
        routes.MapGet("module_list", ModulesAsync).RequireRole(Role.Viewer);
        routes.MapGet("control_types", TypesAsync).RequireRole(Role.Viewer);
        routes.MapPost("detect", DetectAsync).RequireRole(Role.User).TakesUpTo(BodyLimit.Upload);
    }

    private static IEnumerable<string> Models(IModelFiles files) => files.List(ModelFileKinds.ControlNet).Select(file => file.Name);

    private static async Task<IResult> ModulesAsync(IWorkers workers, CancellationToken cancellation)
    {
        var modules = await workers.AskAsync(new PreprocessorsQuestion(), cancellation);
        return Automatic1111Json.Answer(new
        {
            ModuleList = modules.Select(module => module.Name),
            ModuleDetail = modules.ToDictionary(module => module.Name, module => new
            {
                ModelFree = false,
                Sliders = module.Options.Select(option => new
                {
                    option.Name,
                    Value = option.Default,
                    Min = option.Minimum,
                    Max = option.Maximum,
                }),
            }),
        });
    }

    // Which ControlNets a type is for shows in their names, as the extension has it.
    private static async Task<IResult> TypesAsync(IWorkers workers, IModelFiles files, CancellationToken cancellation)
    {
        var modules = await workers.AskAsync(new PreprocessorsQuestion(), cancellation);
        var models = Models(files).ToList();
        var types = new JsonObject { [AllTypes] = Type(modules, [None, .. models], 0) };
        foreach (var type in modules.GroupBy(module => module.ControlType).Where(type => type.Key.Length > 0)
            .OrderBy(type => type.Key, StringComparer.Ordinal))
        {
            var fitting = models.Where(model => model.Contains(type.Key, StringComparison.OrdinalIgnoreCase)).Prepend(None).ToList();
            types[type.Key] = Type([.. modules.Where(module => module.Name == "none"), .. type], fitting, fitting.Count - 1);
        }

        return Automatic1111Json.Answer(new JsonObject { ["control_types"] = types });
    }

    private static JsonObject Type(IReadOnlyList<PreprocessorInfo> modules, IReadOnlyList<string> models, int model) => new()
    {
        ["module_list"] = new JsonArray([.. modules.Select(module => (JsonNode)module.Name)]),
        ["model_list"] = new JsonArray([.. models.Select(name => (JsonNode)name)]),
        ["default_option"] = modules.Count > 0 ? modules[^1].Name : "none",
        ["default_model"] = models[Math.Min(model, 1)],
    };

    private static async Task<IResult> DetectAsync(HttpContext context, IWorkers workers)
    {
        const string images = "controlnet_input_images";
        var body = await LenientBody.ReadAsync(context.Request);
        var preprocessor = ControlNetWords.Preprocessor(body.Text("controlnet_module"));
        var given = body.Texts(images);
        var masks = body.Texts("controlnet_masks");
        var resolution = body.Whole("controlnet_processor_res") is > 0 and var side ? side : (int?)null;
        if (given.Count is 0 or > MostUnits)
        {
            body.Refuse(images, $"must be 1 to {MostUnits} pictures in base64");
        }

        var modules = await workers.AskAsync(new PreprocessorsQuestion(), context.RequestAborted);
        var known = modules.FirstOrDefault(
            module => module.Aliases.Append(module.Label).Append(module.Name).Contains(preprocessor, StringComparer.OrdinalIgnoreCase));
        if (known is null)
        {
            body.Refuse("controlnet_module",
                $"{Texts.OneLine.Quoted(preprocessor)} is unknown; there are {string.Join(", ", modules.Select(module => module.Name))}");
        }

        var options = ControlWords.Thresholds(body, known?.Options ?? [], ["controlnet_threshold_a", "controlnet_threshold_b"]);
        body.ThrowIfWrong();
        var maps = new List<string>();
        for (var index = 0; index < given.Count; index++)
        {
            var file = PictureText.Read($"{images}.{index}", given[index]);
            var mask = index < masks.Count ? PictureText.Read($"controlnet_masks.{index}", masks[index]) : null;
            var map = await workers.AskAsync(
                new PreprocessQuestion(file, mask, known!.Name, options, resolution, 0), context.RequestAborted);
            maps.Add(Convert.ToBase64String(map.File));
        }

        return Automatic1111Json.Answer(new { Info = "Success", Images = maps });
    }
}
