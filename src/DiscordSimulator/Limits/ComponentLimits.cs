namespace Atelier.DiscordSimulator.Limits;

/// <summary>Rows of buttons, and selects.</summary>
internal static class ComponentLimits
{
    private const int ActionRow = 1;
    private const int Button = 2;
    private const int StringSelect = 3;
    private const int MostInRow = 5;
    private const int LinkStyle = 5;

    public static void Check(IReadOnlyList<Form> rows, bool isV2)
    {
        var ids = new HashSet<string>();
        foreach (var row in rows)
        {
            var type = row.Whole("type", 1, 21, required: true);
            if (type == ActionRow)
            {
                CheckRow(row, ids);
            }
            else if (type is not null && !isV2)
            {
                row.Add("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
            }
        }
    }

    private static void CheckRow(Form row, HashSet<string> ids)
    {
        var components = row.List("components", 1, MostInRow, required: true);
        foreach (var component in components)
        {
            var type = component.Whole("type", Button, 8, required: true);
            if (type == Button)
            {
                CheckButton(component, ids);
            }
            else if (type is not null)
            {
                CheckSelect(component, type == StringSelect, ids);
                if (components.Count > 1)
                {
                    row.Add("components", "BASE_TYPE_BAD_LENGTH", "A row holds one select and nothing else.");
                }
            }
        }
    }

    private static void CheckButton(Form button, HashSet<string> ids)
    {
        var isLink = button.Whole("style", 1, LinkStyle, required: true) == LinkStyle;
        button.Truth("disabled");
        if (button.Text("label", 0, 80) is null or "" && !button.Has("emoji"))
        {
            button.Add("label", "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A button has a label or an emoji.");
        }

        button.Object("emoji")?.Text("name", 1, 32);
        if (isLink)
        {
            button.Text("url", 1, 512, required: true);
            if (button.Has("custom_id"))
            {
                button.Add("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified");
            }
        }
        else
        {
            CheckCustomId(button, ids);
        }
    }

    private static void CheckSelect(Form select, bool hasOptions, HashSet<string> ids)
    {
        CheckCustomId(select, ids);
        select.Text("placeholder", 0, 150);
        select.Whole("min_values", 0, 25);
        select.Whole("max_values", 1, 25);
        if (!hasOptions)
        {
            return;
        }

        var values = new HashSet<string>();
        foreach (var option in select.List("options", 1, 25, required: true))
        {
            option.Text("label", 1, 100, required: true);
            option.Text("description", 0, 100);
            if (option.Text("value", 1, 100, required: true) is { } value && !values.Add(value))
            {
                option.Add("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
            }
        }
    }

    /// <summary>Every control has an id, unlike any other's.</summary>
    public static void CheckCustomId(Form control, HashSet<string> ids)
    {
        if (control.Text("custom_id", 1, 100, required: true) is { } id && !ids.Add(id))
        {
            control.Add("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }
}
